using CovidCxr.Training.Layers;
using TorchSharp;
using static CovidCxr.Training.Layers.ActivationKind;
using static CovidCxr.Training.Networks.InceptionV3;

namespace CovidCxr.Training.Networks;

/// <summary>
/// Inception-ResNet-v2 (Szegedy et al. 2017, figure 15) with the stem of Inception-v3, as Keras has it: Inception modules whose outputs are
/// added to their inputs. 55,843,464 parameters with 1,000 classes; Keras leaves out the 30,272 scales of the batch normalizations.
/// </summary>
internal static class InceptionResNetV2
{
    // Factors of the modules' outputs; they live as long as the process, see Scalars.
    private static readonly Scalar Scale35 = 0.17f.ToScalar(), Scale17 = 0.1f.ToScalar(), Scale8 = 0.2f.ToScalar();

    /// <summary>The network's entry in <see cref="NetworkRegistry"/>.</summary>
    public static NetworkSpec Spec => FeatureNetwork.Spec("inceptionresnetv2", smallest: 75, (_, classes) => Make(classes));

    private static FeatureNetwork Make(int classes) => new(
        "inceptionresnetv2",
        new Chain(
        [
            .. Stem(), //                                                             [b, 192, 35, 35] for s = 299
            new Branches( //                                                          [b, 320, 35, 35]
                Square(192, 96, 1),
                new Chain(Square(192, 48, 1), Square(48, 64, 5)),
                new Chain(Square(192, 64, 1), Square(64, 96, 3), Square(96, 96, 3)),
                Pooled(192, 64)),
            .. Enumerable.Range(0, 10).Select(_ => Module35()),
            new Branches( //                                                          [b, 1088, 17, 17]
                ConvNorm.Valid(320, 384, 3, stride: 2),
                new Chain(Square(320, 256, 1), Square(256, 256, 3), ConvNorm.Valid(256, 384, 3, stride: 2)),
                new MaxPooling(3, 2)),
            .. Enumerable.Range(0, 20).Select(_ => Module17()),
            new Branches( //                                                          [b, 2080, 8, 8]
                new Chain(Square(1088, 256, 1), ConvNorm.Valid(256, 384, 3, stride: 2)),
                new Chain(Square(1088, 256, 1), ConvNorm.Valid(256, 288, 3, stride: 2)),
                new Chain(Square(1088, 256, 1), Square(256, 288, 3), ConvNorm.Valid(288, 320, 3, stride: 2)),
                new MaxPooling(3, 2)),
            .. Enumerable.Range(0, 9).Select(_ => Module8(Relu, Scale8)),
            Module8(None, Scalars.One),
            Square(2080, 1536, 1), //                                                 [b, 1536, 8, 8]
        ]),
        new PooledHead(1536, classes));

    private static Residual Module35() => new(
        new Chain(
            new Branches(
                Square(320, 32, 1),
                new Chain(Square(320, 32, 1), Square(32, 32, 3)),
                new Chain(Square(320, 32, 1), Square(32, 48, 3), Square(48, 64, 3))),
            new Convolution(128, 320, 1)),
        activation: Relu,
        scale: Scale35);

    private static Residual Module17() => new(
        new Chain(
            new Branches(
                Square(1088, 192, 1),
                new Chain(Square(1088, 128, 1), Row(128, 160, 7), Column(160, 192, 7))),
            new Convolution(384, 1088, 1)),
        activation: Relu,
        scale: Scale17);

    private static Residual Module8(ActivationKind activation, Scalar scale) => new(
        new Chain(
            new Branches(
                Square(2080, 192, 1),
                new Chain(Square(2080, 192, 1), Row(192, 224, 3), Column(224, 256, 3))),
            new Convolution(448, 2080, 1)),
        activation: activation,
        scale: scale);
}
