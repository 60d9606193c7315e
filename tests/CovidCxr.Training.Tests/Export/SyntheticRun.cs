using CovidCxr.Datasets;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Tests.Export;

/// <summary>Writes the folder of a run without training.</summary>
internal static class SyntheticRun
{
    public const int Size = 16;

    /// <summary>Writes a run with fresh weights.</summary>
    /// <param name="folder">A new folder.</param>
    /// <param name="dataset">The dataset that it claims to be trained on.</param>
    /// <param name="network">A name of the registry.</param>
    /// <param name="weight">Replaces one weight of every tensor; null for none.</param>
    public static RunFolder Write(string folder, Dataset dataset, string network, float? weight = null)
    {
        var run = new RunFolder(Directory.CreateDirectory(folder).FullName);
        var recipe = RecipeFile.Read("paper", [$"network={network}", $"input_size={Size}", "augmentation.resize=20"]);
        File.WriteAllText(run.Recipe, RecipeFile.Write(recipe));
        File.WriteAllText(run.Description, RunDescription.Of(dataset, recipe, seed: 9, new HeldOut(), ScalarType.Float32).Write());
        using var weights = NetworkRegistry.Build(network, Size, seed: 9);
        using var noGradient = torch.no_grad();
        if (weight is { } value)
            foreach (var parameter in weights.parameters())
                parameter.flatten()[0] = torch.tensor(value);
        Safetensors.Write(run.Best, NetworkState.All(weights), new Dictionary<string, string> { ["epoch"] = "3" });
        return run;
    }
}
