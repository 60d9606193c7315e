using CovidCxr.Core;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>The networks a recipe can name.</summary>
public static class NetworkRegistry
{
    private static readonly IReadOnlyDictionary<string, Func<int, Func<LungSegmenter>, Module<Tensor, Tensor>>> Builders =
        new SortedDictionary<string, Func<int, Func<LungSegmenter>, Module<Tensor, Tensor>>>(StringComparer.Ordinal)
        {
            ["compact"] = (_, _) => new CompactNetwork(),
            ["compact-lungs"] = (_, finder) => new LungGatedNetwork(finder()),
            ["paper"] = (inputSize, _) => new PaperNetwork(inputSize),
        };

    /// <summary>The names, sorted.</summary>
    public static IReadOnlyCollection<string> Names => [.. Builders.Keys];

    /// <summary>A network to train, [b, 3, s, s] to [b, 3] scores before the softmax: fresh weights, and the shipped lung finder where it has one.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="inputSize">s, pixels.</param>
    /// <param name="seed">Seed of the weights.</param>
    /// <exception cref="InputException">The lung finder's file is missing or damaged.</exception>
    public static Module<Tensor, Tensor> Build(string name, int inputSize, long seed)
    {
        torch.manual_seed(seed);
        return Builders[name](inputSize, LungSegmenterFile.Read);
    }

    /// <summary>A network whose weights, the finder's too, are still to be read from a run.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="inputSize">s, pixels.</param>
    public static Module<Tensor, Tensor> Empty(string name, int inputSize) => Builders[name](inputSize, () => new LungSegmenter());
}
