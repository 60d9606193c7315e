using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;

namespace CovidCxr.Training.Optimizers;

/// <summary>The optimisers a recipe can name; the paper tried all three and kept Adam.</summary>
public static class OptimizerCatalog
{
    /// <summary>The optimiser of a recipe for some weights.</summary>
    public static IOptimizer Build(OptimizerRecipe recipe, WeightStore store) => recipe.Name switch
    {
        "adam" => new Adam(store, recipe),
        "nadam" => new Nadam(store, recipe),
        "sgd" => new MomentumSgd(store, recipe),
        _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.Name, "no such optimiser"),
    };
}
