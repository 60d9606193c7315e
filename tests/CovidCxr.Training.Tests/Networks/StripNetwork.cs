using CovidCxr.Training.Layers;

namespace CovidCxr.Training.Networks;

/// <summary>Three convolutions that halve the side, and global average pooling.</summary>
internal static class StripNetwork
{
    public static NetworkSpec Spec => FeatureNetwork.Spec("strip", smallest: 16, (_, classes) => Make(classes));

    private static FeatureNetwork Make(int classes) => new(
        "strip",
        new Chain(
            new ConvNorm("first", FeatureNetwork.Colors, 16, 3, stride: 2, ActivationKind.Relu), // [b, 16, s/2, s/2]
            new ConvNorm("second", 16, 32, 3, stride: 2, ActivationKind.Relu), //                   [b, 32, s/4, s/4]
            new ConvNorm("third", 32, 64, 3, stride: 2, ActivationKind.Relu)), //                   [b, 64, s/8, s/8]
        new PooledHead(64, classes));
}
