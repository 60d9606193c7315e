using System.Runtime.Intrinsics;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using static TorchSharp.torch;

namespace CovidCxr.Training.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015) as Keras computes it: epsilon is added to the root before the bias correction. With a weight decay it
/// is AdamW (Loshchilov and Hutter 2019); biases and the scales of a norm do not decay.
/// </summary>
public sealed class Adam : IOptimizer
{
    private readonly MasterWeights store;
    private readonly OptimizerRecipe recipe;
    private readonly Moments mean, square;

    /// <param name="store">The weights to change.</param>
    /// <param name="recipe">Betas and epsilon.</param>
    public Adam(MasterWeights store, OptimizerRecipe recipe)
    {
        this.store = store;
        this.recipe = recipe;
        mean = new Moments(store, "adam.m");
        square = new Moments(store, "adam.v");
    }

    /// <inheritdoc/>
    public long Steps { get; set; }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Tensor Tensor)> State => [.. mean.Named, .. square.Named];

    /// <inheritdoc/>
    public void Step(double rate)
    {
        Steps++;
        var corrected = rate * Math.Sqrt(1 - Math.Pow(recipe.Beta2, Steps)) / (1 - Math.Pow(recipe.Beta1, Steps));
        FusedUpdate.Run(store, mean.Tensors, square.Tensors, weight => new Rule
        {
            Kept = Vector256.Create(1 - (float)(weight.Master.dim() > 1 ? rate * recipe.WeightDecay : 0)),
            Rate = Vector256.Create((float)corrected),
            OneMinusBeta1 = Vector256.Create((float)(1 - recipe.Beta1)),
            OneMinusBeta2 = Vector256.Create((float)(1 - recipe.Beta2)),
            Epsilon = Vector256.Create((float)recipe.Epsilon),
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mean.Dispose();
        square.Dispose();
    }

    private readonly struct Rule : IUpdateRule
    {
        /// <summary>The part of the weight that decay leaves.</summary>
        public Vector256<float> Kept { get; init; }

        public Vector256<float> Rate { get; init; }

        public Vector256<float> OneMinusBeta1 { get; init; }

        public Vector256<float> OneMinusBeta2 { get; init; }

        public Vector256<float> Epsilon { get; init; }

        public Vector256<float> Update(Vector256<float> weight, Vector256<float> gradient, ref Vector256<float> first, ref Vector256<float> second)
        {
            first += (gradient - first) * OneMinusBeta1;
            second += ((gradient * gradient) - second) * OneMinusBeta2;
            return (weight * Kept) - (first * Rate / (Vector256.Sqrt(second) + Epsilon));
        }
    }
}
