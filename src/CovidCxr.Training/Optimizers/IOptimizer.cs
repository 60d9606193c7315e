using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using static TorchSharp.torch;

namespace CovidCxr.Training.Optimizers;

/// <summary>Updates a network's weights by their gradients.</summary>
public interface IOptimizer : IDisposable
{
    /// <summary>The number of steps so far; set when a run is resumed.</summary>
    long Steps { get; set; }

    /// <summary>The moments of every weight, float32, by name; for a checkpoint.</summary>
    IReadOnlyList<(string Name, Tensor Tensor)> State { get; }

    /// <summary>Updates the weights once; every weight must have a gradient.</summary>
    /// <param name="rate">The learning rate.</param>
    void Step(double rate);
}

/// <summary>The optimizers that a recipe can name; the paper tried all three and kept Adam.</summary>
public static class OptimizerCatalog
{
    /// <summary>Makes the optimizer of a recipe.</summary>
    public static IOptimizer Build(OptimizerRecipe recipe, MasterWeights weights) => recipe.Name switch
    {
        "adam" => new Adam(weights, recipe),
        "nadam" => new Nadam(weights, recipe),
        "sgd" => new MomentumSgd(weights, recipe),
        _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Name, "no such optimizer"),
    };
}
