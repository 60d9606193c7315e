using CovidCxr.Training.Onnx;
using static TorchSharp.torch;

namespace CovidCxr.Training.Export;

/// <summary>A trained network on its way into a graph.</summary>
internal interface INetworkGraph
{
    /// <summary>What the graph does to an image (gray, 0 to 1) before the first layer, one line a step.</summary>
    IReadOnlyList<string> Preprocessing { get; }

    /// <summary>Whether it gives features to measure novelty on.</summary>
    bool HasFeatures { get; }

    /// <summary>Adds the network's nodes.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="image">The value [b, 1, s, s], gray, 0 to 1.</param>
    /// <returns>The names of what it says; those of the scores and the maps are <c>scores</c> and <c>maps</c>.</returns>
    NetworkValues<string> Write(GraphWriter graph, string image);

    /// <summary>Asks the network itself, in torch.</summary>
    /// <param name="image">[b, 3, s, s], gray in every channel, 0 to 1.</param>
    NetworkValues<Tensor> Run(Tensor image);
}
