using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Training.Onnx;

namespace CovidCxr.Training.Networks;

/// <summary>Weights that were trained on other images, for a network to start from.</summary>
internal static class PretrainedWeights
{
    /// <summary>The folder of the files that come with the product, beside the program.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "pretrained");

    private const long LargestFile = 1L << 30;

    /// <summary>Replaces a network's fresh weights by those of a file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="file">The file's name in <see cref="Folder"/>, or its path; empty for fresh weights.</param>
    /// <param name="sha256">The SHA-256 that it must have.</param>
    /// <exception cref="InputException">The file is missing, another one than expected, or of another network.</exception>
    public static void Load(ClassifierNetwork network, string file, string sha256)
    {
        if (file.Length == 0)
            return;
        var path = PathOf(file);
        var bytes = RegularFile.ReadBytes(path, LargestFile);
        if (Checksums.Of(bytes) is var found && found != sha256)
            throw new InputException(
                $"{path}: its SHA-256 is {found}, and the recipe asks for '{sha256}'; "
                + "get the file again, or correct pretrained.sha256");
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
