using CovidCxr.Training.Layers;
using static CovidCxr.Training.Layers.ActivationKind;

namespace CovidCxr.Training.Networks;

/// <summary>
/// Xception (Chollet 2017, figure 5): separable convolutions with residual connections in entry flow, middle flow and exit flow.
/// 22,855,952 parameters with 1,000 classes; Keras adds 54,528 running means and variances.
/// </summary>
internal static class Xception
{
    /// <summary>The network's entry in <see cref="NetworkRegistry"/>.</summary>
    public static NetworkSpec Spec => FeatureNetwork.Spec("xception", smallest: 71, (_, classes) => Make(classes));

    private static FeatureNetwork Make(int classes) => new(
        "xception",
        new Chain(
        [
            // entry flow
            ConvNorm.Valid(FeatureNetwork.Colors, 32, 3, stride: 2), //             [b, 32, s/2, s/2]
            ConvNorm.Valid(32, 64, 3, stride: 1),
            Narrowing(64, 128, isActive: true, new SeparableConvolution(64, 128, Relu), new SeparableConvolution(128, 128)),
            Narrowing(128, 256, isActive: false, new SeparableConvolution(128, 256, Relu), new SeparableConvolution(256, 256)),
            Narrowing(256, 728, isActive: false, new SeparableConvolution(256, 728, Relu), new SeparableConvolution(728, 728)),
            // middle flow: eight times                                             [b, 728, s/16, s/16]
            .. Enumerable.Range(0, 8).Select(_ => Middle()),
            // exit flow
            Narrowing(728, 1024, isActive: false, new SeparableConvolution(728, 728, Relu), new SeparableConvolution(728, 1024)),
            new SeparableConvolution(1024, 1536, Relu),
            new SeparableConvolution(1536, 2048, Relu), //                          [b, 2048, s/32, s/32]
        ]),
        new PooledHead(2048, classes));

    /// <summary>Two separable convolutions and a max pooling beside a 1 x 1 convolution; both halve the side.</summary>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="outputs">Channels of the output.</param>
    /// <param name="isActive">Whether the input comes out of an activation, so that none is put before the path.</param>
    /// <param name="first">The first convolution.</param>
    /// <param name="second">The second one.</param>
    private static Residual Narrowing(int channels, int outputs, bool isActive, Layer first, Layer second) => new(
        path: new Chain([.. isActive ? [] : new Layer[] { new Activation(Relu) }, first, second, new MaxPooling(3, 2, padding: 1)]),
        shortcut: new ConvNorm("shortcut", channels, outputs, 1, stride: 2));

    private static Residual Middle() => new(new Chain(
        new Activation(Relu),
        new SeparableConvolution(728, 728, Relu),
        new SeparableConvolution(728, 728, Relu),
        new SeparableConvolution(728, 728)));
}
