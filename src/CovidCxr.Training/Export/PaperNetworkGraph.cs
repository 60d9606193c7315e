using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Onnx;
using static TorchSharp.torch;

namespace CovidCxr.Training.Export;

/// <summary>The paper's network as nodes. Its dense layers see the whole picture at once, so it has no maps.</summary>
internal sealed class PaperNetworkGraph(PaperNetwork network) : INetworkGraph
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Preprocessing { get; } = ["grey in all three channels (the kernels of the first layer are added up instead)"];

    /// <inheritdoc/>
    public bool HasFeatures => false;

    /// <inheritdoc/>
    public NetworkValues<string> Write(GraphWriter graph, string image)
    {
        var x = image;
        var scales = new List<string>();
        var last = "";
        foreach (var (number, block) in network.Blocks.Index())
        {
            var name = $"block{number + 1}";
            last = Block(graph, name, x, block);
            x = graph.Node("MaxPool", $"{name}/pool", [last], GraphAttribute.Ints("kernel_shape", 2, 2), GraphAttribute.Ints("strides", 2, 2));
            scales.Add(Flat(graph, $"{name}/largest", graph.Node("GlobalMaxPool", $"{name}/largest/plane", [x])));
        }
        // The channels innermost, as the network flattens.
        var places = Flat(graph, "places", graph.Node("Transpose", "places/order", [last], GraphAttribute.Ints("perm", 0, 2, 3, 1)));
        var joined = graph.Node("Concat", "joined", [.. scales, places], GraphAttribute.Int("axis", 1));

        var hidden1 = graph.Elu("dense1/elu", graph.Dense("dense1", joined, network.Dense[0]));
        var hidden2 = graph.Elu("dense2/elu", graph.Dense("dense2", hidden1, network.Dense[1]));
        return new(graph.Dense(GraphNames.Scores, hidden2, network.Dense[2]));
    }

    /// <inheritdoc/>
    public NetworkValues<Tensor> Run(Tensor image) => new(network.forward(image));

    private static string Block(GraphWriter graph, string name, string x, ConvBlock block)
    {
        foreach (var (number, layer) in block.Convolutions.Index())
        {
            var convolution = $"{name}/convolution{number + 1}";
            x = name == "block1" && number == 0 ? graph.GrayConvolution(convolution, x, layer) : graph.Convolution(convolution, x, layer);
            x = graph.Elu($"{convolution}/elu", x);
        }
        return x;
    }

    private static string Flat(GraphWriter graph, string name, string x) => graph.Node("Flatten", name, [x], GraphAttribute.Int("axis", 1));
}
