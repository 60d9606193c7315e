using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Training.Onnx;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Networks;

/// <summary>The weights that a network starts from, by a recipe.</summary>
internal static class PretrainedWeights
{
    /// <summary>The folder of the files that come with the product, beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "pretrained");

    private const long LargestFile = 1L << 30;

    /// <summary>Replaces a network's fresh weights by those of the recipe's file, if it names one.</summary>
    /// <exception cref="InputException">The file is missing, another one than the recipe's, or of another network.</exception>
    public static void Load(ClassifierNetwork network, PretrainedRecipe recipe)
    {
        if (recipe.File.Length == 0)
            return;
        var path = PathOf(recipe.File);
        var bytes = RegularFile.ReadBytes(path, LargestFile);
        if (Checksums.Of(bytes) is var found && found != recipe.Sha256)
            throw new InputException(
                $"{path}: its SHA-256 is {found}, and the recipe asks for '{recipe.Sha256}'; get the file again, or correct pretrained.sha256");
        var weights = ConvolutionReader.Read(bytes, path);
        try
        {
            network.LoadPretrained(weights);
        }
        catch (ArgumentException e)
        {
            throw new InputException($"{path}: holds the weights of another network ({e.Message}); choose another with pretrained.file", e);
        }
    }

    private static string PathOf(string file)
    {
        foreach (var path in new[] { Path.Combine(Folder, file), file })
            if (File.Exists(path))
                return path;
        throw new InputException(
            $"pretrained.file {file}: no such file, neither beside the program in {Folder} nor as a path; "
            + "restore it, or train without it (--set pretrained.file=)");
    }
}
