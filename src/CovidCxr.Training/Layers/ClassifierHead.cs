using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Layers;

/// <summary>The end of a network: from the last feature maps to the scores of the classes.</summary>
/// <param name="name">The name of the module.</param>
internal abstract class ClassifierHead(string name) : Module<Tensor, Tensor>(name)
{
    /// <summary>Whether the head scores every cell by itself, so that the scores are the means of class-activation maps.</summary>
    public abstract bool HasMaps { get; }

    /// <summary>The scores of the cells, [b, classes, h, w]; null if the head sees all cells at once.</summary>
    /// <param name="features">[b, c, h, w].</param>
    public abstract Tensor? Maps(Tensor features);

    /// <summary>Adds the head to a graph, with the names of <see cref="GraphNames"/>.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="features">The input's name, [b, c, h, w].</param>
    /// <returns>The names of scores and maps; no maps if <see cref="HasMaps"/> is false.</returns>
    public abstract (string Scores, string? Maps) Export(GraphWriter graph, string features);
}

/// <summary>
/// Global average pooling and a dense layer. Both are linear, so the dense layer scores every cell, and the mean of the cells' scores is
/// the image's score: class-activation maps (Zhou et al. 2016).
/// </summary>
internal sealed class PooledHead : ClassifierHead
{
    private readonly Dropout dropout;
    private readonly Conv2d dense; // a dense layer of one cell

    /// <param name="channels">c, channels of the feature maps.</param>
    /// <param name="classes">The number of scores.</param>
    /// <param name="dropped">The part of the pooled features that training leaves out. Default: 0.2.</param>
    public PooledHead(int channels, int classes, double dropped = 0.2)
        : base(nameof(PooledHead))
    {
        dropout = Dropout(dropped);
        dense = Conv2d(channels, classes, 1);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override bool HasMaps => true;

    /// <summary>[b, c, h, w] to [b, classes].</summary>
    public override Tensor forward(Tensor features)
    {
        var pooled = features.mean([2, 3], keepdim: true); // [b, c, 1, 1]
        return dense.forward(dropout.forward(pooled)).flatten(1);
    }

    /// <inheritdoc/>
    public override Tensor Maps(Tensor features) => dense.forward(features);

    /// <inheritdoc/>
    public override (string Scores, string? Maps) Export(GraphWriter graph, string features)
    {
        var maps = dense.Export(graph, GraphNames.Maps, features);
        return (GlobalMean.Export(graph, GraphNames.Scores, maps), maps);
    }
}

/// <summary>
/// Dense layers with ReLUs that see all cells at once, so there are no class-activation maps, and the number of weights depends on the
/// input size. Grad-CAM (Scoring/GradCam) shows what they look at.
/// </summary>
internal sealed class DenseHead : ClassifierHead
{
    private readonly Layer pool;
    private readonly ModuleList<Linear> layers = new();
    private readonly ModuleList<Dropout> dropouts = new();

    /// <param name="pool">Makes the feature maps smaller first.</param>
    /// <param name="inputs">Numbers after the pooling: channels * height * width.</param>
    /// <param name="widths">Outputs of the dense layers but the last.</param>
    /// <param name="classes">The number of scores.</param>
    /// <param name="dropped">The part of each layer's outputs that training leaves out.</param>
    public DenseHead(Layer pool, int inputs, IReadOnlyList<int> widths, int classes, double dropped)
        : base(nameof(DenseHead))
    {
        this.pool = pool;
        foreach (var width in widths)
        {
            layers.Add(Linear(inputs, width));
            dropouts.Add(Dropout(dropped));
            inputs = width;
        }
        layers.Add(Linear(inputs, classes));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override bool HasMaps => false;

    /// <summary>[b, c, h, w] to [b, classes].</summary>
    public override Tensor forward(Tensor features)
    {
        var x = pool.forward(features).permute(0, 2, 3, 1).flatten(1); // [b, h * w * c], as in Keras; channels-last is not copied
        for (var i = 0; i + 1 < layers.Count; i++)
            x = dropouts[i].forward(layers[i].forward(x).relu_());
        return layers[^1].forward(x);
    }

    /// <inheritdoc/>
    public override Tensor? Maps(Tensor features) => null;

    /// <inheritdoc/>
    public override (string Scores, string? Maps) Export(GraphWriter graph, string features)
    {
        var pooled = pool.Export(graph, "head/pool", features);
        var ordered = graph.Node("Transpose", "head/order", [pooled], GraphAttribute.Ints("perm", 0, 2, 3, 1));
        var x = graph.Node("Flatten", "head/flat", [ordered], GraphAttribute.Int("axis", 1));
        for (var i = 0; i + 1 < layers.Count; i++)
            x = graph.Node("Relu", $"head/dense{i + 1}/relu", [layers[i].Export(graph, $"head/dense{i + 1}", x)]);
        return (layers[^1].Export(graph, GraphNames.Scores, x), null);
    }
}
