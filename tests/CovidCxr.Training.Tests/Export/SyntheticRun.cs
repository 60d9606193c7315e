using CovidCxr.Datasets;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Export;

/// <summary>The folder of a run that nobody trained.</summary>
internal static class SyntheticRun
{
    public const int Size = 16;

    /// <summary>Writes a run of fresh weights.</summary>
    /// <param name="folder">A new folder.</param>
    /// <param name="dataset">The dataset it says it was trained on.</param>
    /// <param name="network">One of the catalog.</param>
    /// <param name="weight">One weight of every tensor, in place of a fresh one.</param>
    public static RunFolder Write(string folder, Dataset dataset, string network, float? weight = null)
    {
        var run = new RunFolder(Directory.CreateDirectory(folder).FullName);
        File.WriteAllText(run.Recipe, RecipeFile.Write(RecipeFile.Read("paper", [$"network={network}", $"input_size={Size}", "augmentation.resize=20"])));
        File.WriteAllText(run.Description, RunDescription.Of(dataset, seed: 9, ScalarType.Float32).Write());
        using var weights = NetworkRegistry.Build(network, Size, seed: 9);
        using var noGradient = torch.no_grad();
        if (weight is { } value)
            foreach (var parameter in weights.parameters())
                parameter.flatten()[0] = torch.tensor(value);
        Safetensors.Write(
            run.Best,
            NetworkState.All(weights),
            new Dictionary<string, string> { ["epoch"] = "3" });
        return run;
    }
}
