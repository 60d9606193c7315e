using System.Runtime.Intrinsics;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using static TorchSharp.torch;

namespace CovidCxr.Training.Optimizers;

/// <summary>
/// Adam (Kingma and Ba 2015) as Keras computes it: epsilon is added to the root before the bias correction. With a weight decay it is AdamW
/// (Loshchilov and Hutter 2019); biases and the scales of batch normalizations do not decay.
/// </summary>
public sealed class Adam : IOptimizer
{
    private readonly MasterWeights weights;
    private readonly OptimizerRecipe recipe;
    private readonly Moments mean, square;

    /// <param name="weights">The weights to update.</param>
    /// <param name="recipe">Betas, epsilon and weight decay.</param>
    public Adam(MasterWeights weights, OptimizerRecipe recipe)
    {
        this.weights = weights;
        this.recipe = recipe;
        mean = new Moments(weights, "adam.m");
        square = new Moments(weights, "adam.v");
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
        FusedUpdate.Run(weights, mean.Tensors, square.Tensors, weight => new Rule
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
        /// <summary>The part of a weight that the decay keeps.</summary>
        public Vector256<float> Kept { get; init; }

        public Vector256<float> Rate { get; init; }

        public Vector256<float> OneMinusBeta1 { get; init; }

        public Vector256<float> OneMinusBeta2 { get; init; }

        public Vector256<float> Epsilon { get; init; }

        public Vector256<float> Update(
            Vector256<float> weight, Vector256<float> gradient, ref Vector256<float> first, ref Vector256<float> second)
        {
            first += (gradient - first) * OneMinusBeta1;
            second += ((gradient * gradient) - second) * OneMinusBeta2;
            return (weight * Kept) - (first * Rate / (Vector256.Sqrt(second) + Epsilon));
        }
    }
}
