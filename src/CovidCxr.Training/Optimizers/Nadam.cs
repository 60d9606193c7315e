using System.Runtime.Intrinsics;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using static TorchSharp.torch;

namespace CovidCxr.Training.Optimizers;

/// <summary>Adam with Nesterov momentum (Dozat 2016) as Keras computes it, with the momentum schedule 0.96^t.</summary>
public sealed class Nadam : IOptimizer
{
    private readonly MasterWeights weights;
    private readonly OptimizerRecipe recipe;
    private readonly Moments mean, square;
    private double momentumProduct = 1;
    private long productSteps;

    /// <param name="weights">The weights to update.</param>
    /// <param name="recipe">Betas and epsilon.</param>
    public Nadam(MasterWeights weights, OptimizerRecipe recipe)
    {
        this.weights = weights;
        this.recipe = recipe;
        mean = new Moments(weights, "nadam.m");
        square = new Moments(weights, "nadam.v");
    }

    /// <inheritdoc/>
    public long Steps { get; set; }

    /// <inheritdoc/>
    public IReadOnlyList<(string Name, Tensor Tensor)> State => [.. mean.Named, .. square.Named];

    /// <inheritdoc/>
    public void Step(double rate)
    {
        Steps++;
        // The product of all momenta depends only on the number of steps, so a resumed run computes it anew.
        while (productSteps < Steps)
            momentumProduct *= MomentumAt(++productSteps);
        var next = MomentumAt(Steps + 1);
        FusedUpdate.Run(weights, mean.Tensors, square.Tensors, _ => new Rule
        {
            Rate = Vector256.Create((float)rate),
            MeanPart = Vector256.Create((float)(next / (1 - (momentumProduct * next)))),
            GradientPart = Vector256.Create((float)((1 - MomentumAt(Steps)) / (1 - momentumProduct))),
            SquarePart = Vector256.Create((float)(1 / (1 - Math.Pow(recipe.Beta2, Steps)))),
            OneMinusBeta1 = Vector256.Create((float)(1 - recipe.Beta1)),
            OneMinusBeta2 = Vector256.Create((float)(1 - recipe.Beta2)),
            Epsilon = Vector256.Create((float)recipe.Epsilon),
        });
    }

    private double MomentumAt(long step) => recipe.Beta1 * (1 - (0.5 * Math.Pow(0.96, step)));

    /// <inheritdoc/>
    public void Dispose()
    {
        mean.Dispose();
        square.Dispose();
    }

    private readonly struct Rule : IUpdateRule
    {
        public Vector256<float> Rate { get; init; }

        public Vector256<float> MeanPart { get; init; }

        public Vector256<float> GradientPart { get; init; }

        public Vector256<float> SquarePart { get; init; }

        public Vector256<float> OneMinusBeta1 { get; init; }

        public Vector256<float> OneMinusBeta2 { get; init; }

        public Vector256<float> Epsilon { get; init; }

        public Vector256<float> Update(
            Vector256<float> weight, Vector256<float> gradient, ref Vector256<float> first, ref Vector256<float> second)
        {
            first += (gradient - first) * OneMinusBeta1;
            second += ((gradient * gradient) - second) * OneMinusBeta2;
            var direction = (first * MeanPart) + (gradient * GradientPart);
            return weight - (direction * Rate / (Vector256.Sqrt(second * SquarePart) + Epsilon));
        }
    }
}
