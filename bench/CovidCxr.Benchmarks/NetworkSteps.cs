using System.Diagnostics;
using System.Globalization;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Optimizers;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Weights;

namespace CovidCxr.Benchmarks;

/// <summary>
/// Training steps of the networks of <c>recipes/networks</c>: the product's against <see cref="PlainEagerLoop"/>, by turns, so that both
/// suffer alike from whatever else the machine does, and the ratio of their medians stays.
/// </summary>
/// <remarks>dotnet run --project bench/CovidCxr.Benchmarks -c Release -- networks [names]</remarks>
internal static class NetworkSteps
{
    private const int WarmUp = 2, Rounds = 7;

    private static readonly string[] Default = ["vgg19", "resnet50", "densenet121", "efficientnet-b0"];

    /// <summary>Prints a line for each network.</summary>
    /// <param name="names">Names of recipes; empty for the four that are measured by default.</param>
    public static void Print(IReadOnlyList<string> names)
    {
        var type = Precision.Choose("auto");
        Console.WriteLine($"{type}, channels-last, against the plain float32 loop; batch of the recipe, {Rounds} rounds");
        foreach (var name in names.Count > 0 ? names : Default)
        {
            var recipe = RecipeFile.Read(Path.Combine(RecipeFile.Folder, "networks", $"{name}.yaml"));
            var (plain, product) = Measure(recipe);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-20} plain {plain,7:F0} ms  product {product,7:F0} ms  {plain / product:F2} times"));
        }
    }

    private static (double Plain, double Product) Measure(Recipe recipe)
    {
        var batch = RandomBatch.Make(recipe.Batch, recipe.InputSize);
        using var plain = new PlainEagerLoop(recipe);
        using var weights = MasterWeights.Of(
            NetworkRegistry.Build(recipe.Network, recipe.InputSize, seed: 0), Precision.Choose(recipe.Precision));
        using var optimizer = OptimizerCatalog.Build(recipe.Optimizer, weights);
        using var loss = new SmoothedCrossEntropy(recipe.Loss);
        var step = new TrainingStep(weights, optimizer, loss, recipe.InputSize);
        var (plainTimes, productTimes) = (new List<double>(), new List<double>());
        for (var i = 0; i < WarmUp + Rounds; i++)
        {
            plainTimes.Add(Time(() => plain.Step(batch)));
            productTimes.Add(Time(() => step.Take(batch, 1e-5, i)));
        }
        return (Median(plainTimes), Median(productTimes));
    }

    private static double Time(Action step)
    {
        var started = Stopwatch.GetTimestamp();
        step();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(IEnumerable<double> times) => times.Skip(WarmUp).Order().ElementAt(Rounds / 2);
}
