using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CovidCxr.Training.Export;

/// <summary>The lung finder and the compact network as nodes.</summary>
/// <param name="network">The network.</param>
/// <param name="size">s, the image's side, pixels.</param>
internal sealed class LungGatedNetworkGraph(LungGatedNetwork network, int size) : INetworkGraph
{
    private readonly CompactNetworkGraph inner = new(network.Network);

    /// <inheritdoc/>
    public IReadOnlyList<string> Preprocessing { get; } =
    [
        .. CompactNetworkGraph.Steps,
        $"the lungs are found on the image shrunk to {LungSegmenter.InputSize} x {LungSegmenter.InputSize}; a place's scores count as much as it is lung",
    ];

    /// <inheritdoc/>
    public bool HasFeatures => true;

    /// <inheritdoc/>
    public NetworkValues<string> Write(GraphWriter graph, string image)
    {
        var planes = inner.Planes(graph, image);
        var maps = graph.Node("Mul", GraphNames.Maps, [graph.Convolution("places", planes[^1], network.Network.Head), Weights(graph, Lungs(graph, image))]);
        return new(graph.PlaneMean(GraphNames.Scores, maps), maps, CompactNetworkGraph.Features(graph, planes));
    }

    /// <inheritdoc/>
    public NetworkValues<Tensor> Run(Tensor image)
    {
        var planes = network.Network.Planes(image);
        var maps = network.Maps(planes[^1], image);
        return new(maps.mean([2, 3]), maps, CompactNetworkGraph.Features(planes));
    }

    private string Lungs(GraphWriter graph, string image)
    {
        var finder = network.Finder;
        var x = graph.Standardized("lungs/", graph.Shrunk("lungs/image", image, size / LungSegmenter.InputSize));
        x = Layer(graph, "lungs/first", x, finder.First);
        x = Layer(graph, "lungs/second", x, finder.Second);
        foreach (var (number, layer) in finder.Context.Index())
            x = graph.Node("Add", $"lungs/context{number + 1}/sum", [Layer(graph, $"lungs/context{number + 1}", x, layer), x]);
        return graph.Node("Sigmoid", "lungs", [graph.Convolution("lungs/log-odds", x, finder.Head)]);
    }

    private string Weights(GraphWriter graph, string lungs)
    {
        var coarse = graph.Shrunk("lungs/coarse", lungs, LungSegmenter.Places * 16 / size); // the last plane is a sixteenth of the image
        var floored = graph.Node("Add", "lungs/floored", [coarse, graph.Constant("lungs/floor", LungGatedNetwork.Floor)]);
        var mean = graph.Node("ReduceMean", "lungs/mean-weight", [floored], GraphAttribute.Ints("axes", 2, 3), GraphAttribute.Int("keepdims", 1));
        return graph.Node("Div", "lungs/weights", [floored, mean]);
    }

    private static string Layer(GraphWriter graph, string name, string x, Conv2d layer) =>
        graph.Node("Relu", $"{name}/relu", [graph.Convolution(name, x, layer)]);
}
