using CovidCxr.Core;
using CovidCxr.Training.Weights;

namespace CovidCxr.Training.Networks;

/// <summary>The trained lung finder that comes with the product.</summary>
internal static class LungSegmenterFile
{
    /// <summary>Its place beside the program.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "models", "covidcxr-lungs.safetensors");

    /// <summary>Reads it.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static LungSegmenter Read()
    {
        if (!File.Exists(Path))
            throw new InputException($"{Path} is missing, the lung finder that comes with the product; build it again, or make one with 'covidcxr lungs train'");
        var finder = new LungSegmenter();
        try
        {
            Safetensors.Read(Path, NetworkState.All(finder));
            return finder;
        }
        catch
        {
            finder.Dispose();
            throw;
        }
    }
}
