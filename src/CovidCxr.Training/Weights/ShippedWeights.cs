using CovidCxr.Core;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Weights;

/// <summary>Trained weights that come with the product, in the folder <c>models</c> beside the program.</summary>
internal static class ShippedWeights
{
    /// <summary>The path of a file.</summary>
    /// <param name="name">The file's name.</param>
    public static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "models", name);

    /// <summary>Reads all weights of a network.</summary>
    /// <param name="network">The network, float32.</param>
    /// <param name="path">The file.</param>
    /// <param name="command">The command that makes such a file.</param>
    /// <exception cref="InputException">The file is missing or damaged.</exception>
    public static void Load(Module network, string path, string command)
    {
        if (!File.Exists(path))
            throw new InputException(
                $"{path} is missing, a network that comes with the product; build the product again, or train one with '{command}'");
        Safetensors.Read(path, NetworkState.All(network));
    }
}
