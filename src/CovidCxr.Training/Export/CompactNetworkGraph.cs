using CovidCxr.Core.Models;
using CovidCxr.Training.Networks;
using static TorchSharp.torch;

namespace CovidCxr.Training.Export;

/// <summary>The compact network as nodes: every batch norm folded into its convolution, dropout left out, the maps before their mean.</summary>
internal sealed class CompactNetworkGraph(CompactNetwork network) : INetworkGraph
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Preprocessing { get; } =
        [FormattableString.Invariant($"minus the image's mean, divided by its standard deviation + {Standardise.Floor}")];

    /// <inheritdoc/>
    public bool HasFeatures => true;

    /// <inheritdoc/>
    public NetworkValues<string> Write(GraphWriter graph, string image)
    {
        var x = graph.ConvNorm("stem", Standardised(graph, image), network.Stem);
        x = graph.Node("Relu", "stem/relu", [x]);
        foreach (var (number, block) in network.Blocks.Index())
            x = Block(graph, $"block{number + 1}", x, block);
        var features = graph.PlaneMean("features", x);
        var maps = graph.Convolution(ModelValues.Maps, x, network.Head);
        return new(graph.PlaneMean(ModelValues.Scores, maps), maps, features);
    }

    /// <inheritdoc/>
    public NetworkValues<Tensor> Run(Tensor image)
    {
        var plane = network.Features(image);
        var maps = network.Maps(plane);
        return new(maps.mean([2, 3]), maps, plane.mean([2, 3]));
    }

    private static string Standardised(GraphWriter graph, string image)
    {
        static string Mean(GraphWriter graph, string name, string x) =>
            graph.Node("ReduceMean", name, [x], GraphAttribute.Ints("axes", 1, 2, 3), GraphAttribute.Int("keepdims", 1));
        var nearly = graph.Node("Sub", "centred/nearly", [image, Mean(graph, "mean", image)]);
        var centred = graph.Node("Sub", "centred", [nearly, Mean(graph, "mean/rest", nearly)]);
        var variance = Mean(graph, "variance", graph.Node("Mul", "squares", [centred, centred]));
        var deviation = graph.Node("Add", "spread", [graph.Node("Sqrt", "deviation", [variance]), graph.Constant("spread/floor", Standardise.Floor)]);
        return graph.Node("Div", "standardised", [centred, deviation]);
    }

    private static string Block(GraphWriter graph, string name, string x, ResidualBlock block)
    {
        var changed = graph.ConvNorm($"{name}/first", x, block.First);
        changed = graph.Node("Relu", $"{name}/first/relu", [changed]);
        changed = graph.ConvNorm($"{name}/second", changed, block.Second);
        changed = Weighed(graph, $"{name}/weighing", changed, block.Weighing);
        var around = block.Shortcut is null ? x : graph.ConvNorm($"{name}/shortcut", x, block.Shortcut);
        return graph.Node("Relu", name, [graph.Node("Add", $"{name}/sum", [changed, around])]);
    }

    private static string Weighed(GraphWriter graph, string name, string x, SqueezeExcite weighing)
    {
        var mean = graph.Node("GlobalAveragePool", $"{name}/mean", [x]);
        var squeezed = graph.Node("Relu", $"{name}/squeeze/relu", [graph.Convolution($"{name}/squeeze", mean, weighing.Squeeze)]);
        var weights = graph.Node("Sigmoid", $"{name}/weights", [graph.Convolution($"{name}/excite", squeezed, weighing.Excite)]);
        return graph.Node("Mul", name, [x, weights]);
    }
}
