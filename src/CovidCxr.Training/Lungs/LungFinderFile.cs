using CovidCxr.Core;
using CovidCxr.Training.Checkpoints;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Optimizers;

namespace CovidCxr.Training.Lungs;

/// <summary>The trained lung finder as a file.</summary>
public static class LungFinderFile
{
    /// <summary>The place, beside the program, of the one that comes with the product.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "models", "covidcxr-lungs.safetensors");

    /// <summary>Reads the finder that comes with the product.</summary>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    internal static LungFinder ReadShipped()
    {
        var finder = new LungFinder();
        try
        {
            Safetensors.Read(Shipped, NetworkState.All(finder));
            return finder;
        }
        catch
        {
            finder.Dispose();
            throw;
        }
    }

    /// <summary>Writes a finder.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    internal static void Write(string path, WeightStore weights, IReadOnlyDictionary<string, string> about) => Safetensors.Write(path, weights.Masters, about);
}
