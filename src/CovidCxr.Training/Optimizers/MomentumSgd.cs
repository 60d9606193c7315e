using System.Runtime.Intrinsics;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using static TorchSharp.torch;

namespace CovidCxr.Training.Optimizers;

/// <summary>Stochastic gradient descent with momentum, as Keras computes it: v = momentum v - rate g; w = w + v.</summary>
public sealed class MomentumSgd : IOptimizer
{
    private readonly MasterWeights weights;
    private readonly OptimizerRecipe recipe;
    private readonly Moments velocity;

    /// <param name="weights">The weights to update.</param>
    /// <param name="recipe">The momentum.</param>
    public MomentumSgd(MasterWeights weights, OptimizerRecipe recipe)
    {
        this.weights = weights;
        this.recipe = recipe;
        velocity = new Moments(weights, "sgd.velocity");
    }

    /// <inheritdoc/>
    public long Steps { get; set; }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Tensor Tensor)> State => [.. velocity.Named];

    /// <inheritdoc/>
    public void Step(double rate)
    {
        Steps++;
        FusedUpdate.Run(weights, velocity.Tensors, null, _ => new Rule
        {
            Rate = Vector256.Create((float)rate),
            Momentum = Vector256.Create((float)recipe.Momentum),
        });
    }

    /// <inheritdoc/>
    public void Dispose() => velocity.Dispose();

    private readonly struct Rule : IUpdateRule
    {
        public Vector256<float> Rate { get; init; }

        public Vector256<float> Momentum { get; init; }

        public Vector256<float> Update(
            Vector256<float> weight, Vector256<float> gradient, ref Vector256<float> first, ref Vector256<float> second)
        {
            first = (first * Momentum) - (gradient * Rate);
            return weight + first;
        }
    }
}
