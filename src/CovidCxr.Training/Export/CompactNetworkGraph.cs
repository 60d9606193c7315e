using CovidCxr.Core.Models;
using CovidCxr.Training.Networks;
using static TorchSharp.torch;

namespace CovidCxr.Training.Export;

/// <summary>The compact network as nodes: every batch norm folded into its convolution, dropout left out, the maps before their mean.</summary>
internal sealed class CompactNetworkGraph(CompactNetwork network) : INetworkGraph
{
    /// <summary>What the network does before its first layer.</summary>
    public static IReadOnlyList<string> Steps { get; } =
        [FormattableString.Invariant($"minus the mean, divided by the standard deviation + {Standardise.Floor}")];

    /// <inheritdoc/>
    public IReadOnlyList<string> Preprocessing => Steps;

    /// <inheritdoc/>
    public bool HasFeatures => true;

    /// <inheritdoc/>
    public NetworkValues<string> Write(GraphWriter graph, string image)
    {
        var plane = Plane(graph, image);
        var maps = graph.Convolution(ModelValues.Maps, plane, network.Head);
        return new(graph.PlaneMean(ModelValues.Scores, maps), maps, graph.PlaneMean("features", plane));
    }

    /// <summary>Adds the nodes up to the last plane.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="image">The value [b, 1, s, s], grey, 0 to 1.</param>
    /// <returns>The value [b, 256, s/16, s/16].</returns>
    public string Plane(GraphWriter graph, string image)
    {
        var x = graph.ConvNorm("stem", graph.Standardised("", image), network.Stem);
        x = graph.Node("Relu", "stem/relu", [x]);
        foreach (var (number, block) in network.Blocks.Index())
            x = Block(graph, $"block{number + 1}", x, block);
        return x;
    }

    /// <inheritdoc/>
    public NetworkValues<Tensor> Run(Tensor image)
    {
        var plane = network.Features(image);
        var maps = network.Maps(plane);
        return new(maps.mean([2, 3]), maps, plane.mean([2, 3]));
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
