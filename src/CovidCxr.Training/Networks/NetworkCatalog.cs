using CovidCxr.Training.Lungs;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>The networks a recipe can name.</summary>
public static class NetworkCatalog
{
    private static readonly IReadOnlyDictionary<string, Func<int, Module<Tensor, Tensor>>> Builders =
        new SortedDictionary<string, Func<int, Module<Tensor, Tensor>>>(StringComparer.Ordinal)
        {
            ["compact"] = _ => new CompactNetwork(),
            ["compact-lungs"] = _ => new LungNetwork(LungFinderFile.ReadShipped()),
            ["paper"] = inputSize => new PaperNetwork(inputSize),
        };

    /// <summary>The names, sorted.</summary>
    public static IReadOnlyCollection<string> Names => [.. Builders.Keys];

    /// <summary>A network with fresh weights, [b, 3, s, s] to [b, 3] scores before the softmax.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="inputSize">s, pixels.</param>
    /// <param name="seed">Seed of the weights.</param>
    public static Module<Tensor, Tensor> Build(string name, int inputSize, long seed)
    {
        torch.manual_seed(seed);
        return Builders[name](inputSize);
    }
}
