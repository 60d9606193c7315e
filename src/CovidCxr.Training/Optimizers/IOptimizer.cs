using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;
using static TorchSharp.torch;

namespace CovidCxr.Training.Optimizers;

/// <summary>Changes a network's weights by their gradients.</summary>
public interface IOptimizer : IDisposable
{
    /// <summary>Steps taken so far; set when a run is resumed.</summary>
    long Steps { get; set; }

    /// <summary>What is remembered of each weight, float32, by name; a checkpoint holds it.</summary>
    IReadOnlyList<(string Name, Tensor Tensor)> State { get; }

    /// <summary>Takes one step; every weight must have a gradient.</summary>
    /// <param name="rate">The learning rate.</param>
    void Step(double rate);
}

/// <summary>The optimizers a recipe can name; the paper tried all three and kept Adam.</summary>
public static class OptimizerCatalog
{
    /// <summary>The optimizer of a recipe for some weights.</summary>
    public static IOptimizer Build(OptimizerRecipe recipe, MasterWeights store) => recipe.Name switch
    {
        "adam" => new Adam(store, recipe),
        "nadam" => new Nadam(store, recipe),
        "sgd" => new MomentumSgd(store, recipe),
        _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Name, "no such optimiser"),
    };
}
