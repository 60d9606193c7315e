using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Export;

/// <summary>The compact network as nodes: every batch norm folded into its convolution, dropout left out, the maps before their mean.</summary>
internal sealed class CompactNetworkGraph(CompactNetwork network) : INetworkGraph
{
    /// <summary>What the network does before its first layer.</summary>
    public static IReadOnlyList<string> Steps { get; } =
        [FormattableString.Invariant($"minus the mean, divided by the standard deviation + {PerImageStandardization.Floor}")];

    /// <inheritdoc/>
    public IReadOnlyList<string> Preprocessing => Steps;

    /// <inheritdoc/>
    public bool HasFeatures => true;

    /// <inheritdoc/>
    public NetworkValues<string> Write(GraphWriter graph, string image)
    {
        var planes = Planes(graph, image);
        var maps = graph.Convolution(GraphNames.Maps, planes[^1], network.Head);
        return new(graph.PlaneMean(GraphNames.Scores, maps), maps, Features(graph, planes));
    }

    /// <summary>Adds the nodes of what novelty is measured on, [b, 592]; <see cref="Features(IReadOnlyList{Tensor})"/>.</summary>
    public static string Features(GraphWriter graph, IReadOnlyList<string> planes) =>
        graph.Node("Concat", "features", [.. planes.Select((plane, i) => graph.PlaneMean($"features/{i + 1}", plane))], GraphAttribute.Int("axis", 1));

    /// <summary>
    /// The channels' means of all blocks, [b, 592]. The decision rests on the last alone, but the first see texture, and a drawing of a chest is
    /// like an X-ray in its parts and not in its texture.
    /// </summary>
    public static Tensor Features(IReadOnlyList<Tensor> planes) => torch.cat([.. planes.Select(plane => plane.mean([2, 3]))], 1);

    /// <summary>Adds the nodes of the stem and the blocks.</summary>
    /// <param name="graph">Where to.</param>
    /// <param name="image">The value [b, 1, s, s], gray, 0 to 1.</param>
    /// <returns>The blocks' values.</returns>
    public IReadOnlyList<string> Planes(GraphWriter graph, string image)
    {
        var x = graph.ConvNorm("stem", graph.Standardized("", image), network.Stem);
        x = graph.Node("Relu", "stem/relu", [x]);
        var planes = new List<string>();
        foreach (var (number, block) in network.Blocks.Index())
            planes.Add(x = Block(graph, $"block{number + 1}", x, block));
        return planes;
    }

    /// <inheritdoc/>
    public NetworkValues<Tensor> Run(Tensor image)
    {
        var planes = network.Planes(image);
        var maps = network.Maps(planes[^1]);
        return new(maps.mean([2, 3]), maps, Features(planes));
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
