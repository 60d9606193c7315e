using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using static TorchSharp.torch;

namespace CovidCxr.Training.Networks;

/// <summary>
/// Residual networks whose blocks normalize before they convolve (He et al. 2016b, figure 1), as Keras has them: the last block of a stage
/// halves the side. 25,613,800 (ResNet-50 V2) and 60,380,648 (ResNet-152 V2) parameters with 1,000 classes, of which Keras counts 45,440
/// and 143,744 running means and variances.
/// </summary>
internal static class ResNetV2
{
    /// <summary>50 layers.</summary>
    public static NetworkSpec Spec50 => Spec("resnet50v2", 3, 4, 6, 3);

    /// <summary>152 layers.</summary>
    public static NetworkSpec Spec152 => Spec("resnet152v2", 3, 8, 36, 3);

    private static NetworkSpec Spec(string name, params int[] counts) =>
        FeatureNetwork.Spec(name, smallest: 32, (_, classes) => Make(name, counts, classes));

    private static FeatureNetwork Make(string name, int[] counts, int classes)
    {
        var layers = new List<Layer>
        {
            new Convolution(FeatureNetwork.Colors, 64, 7, stride: 2), // without a normalization: the first block has one
            new MaxPooling(3, 2, padding: 1), //                         [b, 64, s/4, s/4]
        };
        var channels = 64;
        foreach (var (stage, count) in counts.Index()) //                [b, 256, s/8, s/8], ..., [b, 2048, s/32, s/32]
        {
            var width = 64 << stage;
            for (var i = 0; i < count; i++, channels = 4 * width)
                layers.Add(new PreActivationBlock(channels, width, stride: stage < 3 && i == count - 1 ? 2 : 1));
        }
        layers.Add(new NormActivation(channels));
        return new FeatureNetwork(name, new Chain(layers), new PooledHead(channels, classes));
    }
}

/// <summary>
/// A bottleneck that begins with a batch normalization and a ReLU. A shortcut that changes the number of channels branches off after
/// them, any other before.
/// </summary>
internal sealed class PreActivationBlock : Layer
{
    private readonly NormActivation start;
    private readonly Chain path;
    private readonly Convolution? projection; // null if the number of channels stays
    private readonly MaxPooling? subsampling; // null if the side stays

    /// <param name="channels">Channels of the input.</param>
    /// <param name="width">Channels of the 3 x 3 convolution, a quarter of those of the output.</param>
    /// <param name="stride">1, or 2 to halve the side; then the number of channels must stay.</param>
    public PreActivationBlock(int channels, int width, int stride)
        : base(nameof(PreActivationBlock))
    {
        start = new NormActivation(channels);
        path = new Chain(
            new ConvNorm("reduce", channels, width, 1, 1, ActivationKind.Relu),
            new ConvNorm("spatial", width, width, 3, stride, ActivationKind.Relu),
            new Convolution(width, 4 * width, 1));
        projection = channels == 4 * width ? null : new Convolution(channels, 4 * width, 1);
        subsampling = stride == 1 ? null : new MaxPooling(1, stride);
        RegisterComponents();
    }

    /// <summary>[b, channels, h, w] to [b, 4 * width, h / stride, w / stride].</summary>
    public override Tensor forward(Tensor x)
    {
        var active = start.forward(x);
        var identity = projection?.forward(active) ?? subsampling?.forward(x) ?? x;
        return identity.add(path.forward(active), Scalars.One);
    }

    /// <inheritdoc/>
    public override string Export(GraphWriter graph, string name, string x)
    {
        var active = start.Export(graph, $"{name}/start", x);
        var identity = projection?.Export(graph, $"{name}/shortcut", active) ?? subsampling?.Export(graph, $"{name}/shortcut", x) ?? x;
        return graph.Node("Add", name, [identity, path.Export(graph, $"{name}/path", active)]);
    }
}
