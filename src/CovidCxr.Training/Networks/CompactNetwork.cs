using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>
/// A small residual network with channel attention. Its last layer scores every cell of the last feature maps, and an image's scores
/// are the means over the cells, so the class-activation maps (Zhou et al. 2016) are exactly what the decision is made of.
/// </summary>
public sealed class CompactNetwork : ClassifierNetwork
{
    // b images, c channels, h and w pixels, s = input size
    private static readonly (int Channels, int Stride)[] Stages = [(48, 2), (96, 2), (192, 2), (256, 1)];

    private readonly ConvNorm stem;
    private readonly ModuleList<ResidualBlock> blocks;
    private readonly Dropout dropout;
    private readonly Conv2d head;

    /// <summary>Makes a network with fresh weights.</summary>
    public CompactNetwork()
        : base(nameof(CompactNetwork))
    {
        stem = new ConvNorm("stem", 1, 32, 3, stride: 2);
        blocks = new ModuleList<ResidualBlock>();
        var channels = 32;
        foreach (var (width, stride) in Stages)
        {
            blocks.Add(new ResidualBlock("block", channels, width, stride));
            channels = width;
        }
        dropout = Dropout(0.2);
        head = Conv2d(channels, 3, 1);
        RegisterComponents();
    }

    /// <summary>The network's entry in <see cref="NetworkRegistry"/>.</summary>
    public static NetworkSpec Spec => new("compact", _ => new CompactNetwork()) { HasMaps = true, HasFeatures = true };

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Preprocessing { get; } = [PerImageStandardization.Description];

    /// <summary>[b, c, s, s], 0 to 1, gray in every channel, to the three classes' scores before the softmax, [b, 3].</summary>
    public override Tensor forward(Tensor x) => GlobalMean.Apply(ClassMaps(BlockOutputs(x)[^1]));

    /// <summary>[b, c, s, s] to the feature maps of every block: [b, 48, s/4, s/4], ..., [b, 256, s/16, s/16].</summary>
    internal IReadOnlyList<Tensor> BlockOutputs(Tensor x)
    {
        x = stem.forward(PerImageStandardization.Apply(x)).relu_(); // [b, 32, s/2, s/2]
        var outputs = new List<Tensor>();
        foreach (var block in blocks)
            outputs.Add(x = block.forward(x));
        return outputs;
    }

    /// <summary>The last block's feature maps to the scores of their cells, [b, 3, s/16, s/16].</summary>
    internal Tensor ClassMaps(Tensor lastBlock) => head.forward(dropout.forward(lastBlock));

    /// <summary>
    /// The means of the feature maps of all blocks, [b, 592]. The decision needs only the last block, but the first blocks see texture,
    /// in which a drawing of a chest differs from an X-ray.
    /// </summary>
    internal static Tensor Features(IReadOnlyList<Tensor> blockOutputs) => torch.cat([.. blockOutputs.Select(GlobalMean.Apply)], 1);

    /// <inheritdoc/>
    internal override NetworkOutputs<Tensor> Run(Tensor image)
    {
        var outputs = BlockOutputs(image);
        var maps = ClassMaps(outputs[^1]);
        return new(GlobalMean.Apply(maps), maps, Features(outputs));
    }

    /// <inheritdoc/>
    internal override NetworkOutputs<string> Export(GraphWriter graph, string image)
    {
        var outputs = ExportBlockOutputs(graph, image);
        var maps = ExportClassMaps(graph, GraphNames.Maps, outputs[^1]);
        return new(GlobalMean.Export(graph, GraphNames.Scores, maps), maps, ExportFeatures(graph, outputs));
    }

    /// <summary>Adds <see cref="BlockOutputs"/> to a graph.</summary>
    internal IReadOnlyList<string> ExportBlockOutputs(GraphWriter graph, string image)
    {
        var x = stem.Export(graph, "stem", PerImageStandardization.Export(graph, "", image));
        x = graph.Node("Relu", "stem/relu", [x]);
        var outputs = new List<string>();
        foreach (var (index, block) in blocks.Index())
            outputs.Add(x = block.Export(graph, $"block{index + 1}", x));
        return outputs;
    }

    /// <summary>Adds <see cref="ClassMaps"/> to a graph, without the dropout.</summary>
    internal string ExportClassMaps(GraphWriter graph, string name, string lastBlock) => head.Export(graph, name, lastBlock);

    /// <summary>Adds <see cref="Features"/> to a graph.</summary>
    internal static string ExportFeatures(GraphWriter graph, IReadOnlyList<string> blockOutputs) => graph.Node(
        "Concat",
        "features",
        [.. blockOutputs.Select((output, index) => GlobalMean.Export(graph, $"features/{index + 1}", output))],
        GraphAttribute.Int("axis", 1));
}
