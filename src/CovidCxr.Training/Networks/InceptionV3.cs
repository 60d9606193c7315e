using CovidCxr.Training.Layers;
using static CovidCxr.Training.Layers.ActivationKind;

namespace CovidCxr.Training.Networks;

/// <summary>
/// Inception-v3 (Szegedy et al. 2016, table 1): modules of convolutions of several sizes side by side. 23,834,568 parameters with 1,000
/// classes, as torchvision has it without the auxiliary classifier; Keras leaves out the 17,216 scales of the batch normalizations.
/// </summary>
internal static class InceptionV3
{
    /// <summary>The network's entry in <see cref="NetworkRegistry"/>.</summary>
    public static NetworkSpec Spec => FeatureNetwork.Spec("inceptionv3", smallest: 75, (_, classes) => Make(classes));

    private static FeatureNetwork Make(int classes) => new(
        "inceptionv3",
        new Chain(
        [
            .. Stem(), //                                        [b, 192, 35, 35] for s = 299
            Figure5(192, pooled: 32),
            Figure5(256, pooled: 64),
            Figure5(288, pooled: 64),
            Narrowing17(288), //                                 [b, 768, 17, 17]
            Figure6(768, inside: 128),
            Figure6(768, inside: 160),
            Figure6(768, inside: 160),
            Figure6(768, inside: 192),
            Narrowing8(768), //                                  [b, 1280, 8, 8]
            Figure7(1280),
            Figure7(2048), //                                    [b, 2048, 8, 8]
        ]),
        new PooledHead(2048, classes, dropped: 0.5));

    /// <summary>The first layers, which <see cref="InceptionResNetV2"/> shares.</summary>
    internal static IEnumerable<Layer> Stem() =>
    [
        ConvNorm.Valid(FeatureNetwork.Colors, 32, 3, stride: 2),
        ConvNorm.Valid(32, 32, 3, stride: 1),
        Square(32, 64, 3),
        new MaxPooling(3, 2),
        Square(64, 80, 1),
        ConvNorm.Valid(80, 192, 3, stride: 1),
        new MaxPooling(3, 2),
    ];

    /// <summary>A convolution that keeps the side.</summary>
    internal static ConvNorm Square(int channels, int outputs, int kernel) => new("square", channels, outputs, kernel, 1, Relu);

    /// <summary>The mean of the 3 x 3 neighbors, and a 1 x 1 convolution.</summary>
    internal static Chain Pooled(int channels, int outputs) => new(new AveragePooling(3, 1, padding: 1), Square(channels, outputs, 1));

    /// <summary>1 x 1, 5 x 5 and two 3 x 3 convolutions.</summary>
    private static Branches Figure5(int channels, int pooled) => new(
        Square(channels, 64, 1),
        new Chain(Square(channels, 48, 1), Square(48, 64, 5)),
        new Chain(Square(channels, 64, 1), Square(64, 96, 3), Square(96, 96, 3)),
        Pooled(channels, pooled));

    private static Branches Narrowing17(int channels) => new(
        ConvNorm.Valid(channels, 384, 3, stride: 2),
        new Chain(Square(channels, 64, 1), Square(64, 96, 3), ConvNorm.Valid(96, 96, 3, stride: 2)),
        new MaxPooling(3, 2));

    /// <summary>7 x 7 convolutions, each as a row and a column.</summary>
    private static Branches Figure6(int channels, int inside) => new(
        Square(channels, 192, 1),
        new Chain(Square(channels, inside, 1), Row(inside, inside, 7), Column(inside, 192, 7)),
        new Chain(
            Square(channels, inside, 1),
            Column(inside, inside, 7),
            Row(inside, inside, 7),
            Column(inside, inside, 7),
            Row(inside, 192, 7)),
        Pooled(channels, 192));

    private static Branches Narrowing8(int channels) => new(
        new Chain(Square(channels, 192, 1), ConvNorm.Valid(192, 320, 3, stride: 2)),
        new Chain(Square(channels, 192, 1), Row(192, 192, 7), Column(192, 192, 7), ConvNorm.Valid(192, 192, 3, stride: 2)),
        new MaxPooling(3, 2));

    /// <summary>Rows and columns side by side.</summary>
    private static Branches Figure7(int channels) => new(
        Square(channels, 320, 1),
        new Chain(Square(channels, 384, 1), new Branches(Row(384, 384, 3), Column(384, 384, 3))),
        new Chain(Square(channels, 448, 1), Square(448, 384, 3), new Branches(Row(384, 384, 3), Column(384, 384, 3))),
        Pooled(channels, 192));

    /// <summary>A convolution of 1 x n numbers.</summary>
    internal static ConvNorm Row(int channels, int outputs, int n) => ConvNorm.Rectangle(channels, outputs, 1, n);

    /// <summary>A convolution of n x 1 numbers.</summary>
    internal static ConvNorm Column(int channels, int outputs, int n) => ConvNorm.Rectangle(channels, outputs, n, 1);
}
