using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CovidCxr.Training.Networks;

/// <summary>
/// A network of blocks whose last layer scores every cell of the last feature maps. An image's scores are the means over the cells, so the
/// class-activation maps (Zhou et al. 2016) are exactly what the decision is made of.
/// </summary>
/// <param name="name">The name of the module.</param>
public abstract class CellNetwork(string name) : ClassifierNetwork(name)
{
    // b images, c channels, h and w pixels, s = input size, n = s / Stride

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Preprocessing { get; } = [PerImageStandardization.Description];

    /// <summary>Side of a cell, pixels of the input.</summary>
    internal abstract int Stride { get; }

    /// <summary>In training, leaves out a part of the last feature maps.</summary>
    private protected abstract Dropout Dropout { get; }

    /// <summary>Scores the cells.</summary>
    private protected abstract Conv2d Head { get; }

    /// <summary>The blocks, first to last.</summary>
    private protected abstract ModuleList<ResidualBlock> Blocks { get; }

    /// <summary>A standardized image, [b, 1, s, s], to the input of the first block.</summary>
    private protected abstract Tensor Stem(Tensor standard);

    /// <summary>Adds <see cref="Stem"/> to a graph.</summary>
    private protected abstract string ExportStem(GraphWriter graph, string standard);

    /// <summary>[b, c, s, s] to the feature maps of every block, the last ones [b, channels, n, n].</summary>
    internal IReadOnlyList<Tensor> BlockOutputs(Tensor x)
    {
        x = Stem(PerImageStandardization.Apply(x));
        var outputs = new List<Tensor>();
        foreach (var block in Blocks)
            outputs.Add(x = block.forward(x));
        return outputs;
    }

    /// <summary>Adds <see cref="BlockOutputs"/> to a graph.</summary>
    internal IReadOnlyList<string> ExportBlockOutputs(GraphWriter graph, string image)
    {
        var x = ExportStem(graph, PerImageStandardization.Export(graph, "", image));
        var outputs = new List<string>();
        foreach (var (index, block) in Blocks.Index())
            outputs.Add(x = block.Export(graph, $"block{index + 1}", x));
        return outputs;
    }

    /// <summary>[b, c, s, s], 0 to 1, gray in every channel, to the three classes' scores before the softmax, [b, 3].</summary>
    public override Tensor forward(Tensor x) => GlobalMean.Apply(ClassMaps(BlockOutputs(x)[^1]));

    /// <summary>The last block's feature maps to the scores of their cells, [b, 3, n, n].</summary>
    internal Tensor ClassMaps(Tensor lastBlock) => Head.forward(Dropout.forward(lastBlock));

    /// <summary>Adds <see cref="ClassMaps"/> to a graph, without the dropout.</summary>
    internal string ExportClassMaps(GraphWriter graph, string name, string lastBlock) => Head.Export(graph, name, lastBlock);

    /// <summary>
    /// The means of the feature maps of all blocks, [b, c], c all channels together. The decision needs only the last block, but the first
    /// blocks see texture, in which a drawing of a chest differs from an X-ray.
    /// </summary>
    internal static Tensor Features(IReadOnlyList<Tensor> blockOutputs) => cat([.. blockOutputs.Select(GlobalMean.Apply)], 1);

    /// <summary>Adds <see cref="Features"/> to a graph.</summary>
    internal static string ExportFeatures(GraphWriter graph, IReadOnlyList<string> blockOutputs) => graph.Node(
        "Concat",
        "features",
        [.. blockOutputs.Select((output, index) => GlobalMean.Export(graph, $"features/{index + 1}", output))],
        GraphAttribute.Int("axis", 1));

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
}
