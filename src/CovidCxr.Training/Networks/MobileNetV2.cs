using CovidCxr.Training.Layers;

namespace CovidCxr.Training.Networks;

/// <summary>
/// MobileNetV2 (Sandler et al. 2018, table 2): inverted residual blocks with linear bottlenecks. 3,504,872 parameters with 1,000 classes;
/// Keras adds 34,112 running means and variances.
/// </summary>
internal static class MobileNetV2
{
    // Expansion, channels, blocks, stride of the first block.
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Stages =
    [
        (1, 16, 1, 1), //  s/2
        (6, 24, 2, 2), //  s/4
        (6, 32, 3, 2), //  s/8
        (6, 64, 4, 2), //  s/16
        (6, 96, 3, 1), //  s/16
        (6, 160, 3, 2), // s/32
        (6, 320, 1, 1), // s/32
    ];

    /// <summary>The network's entry in <see cref="NetworkRegistry"/>.</summary>
    public static NetworkSpec Spec => FeatureNetwork.Spec("mobilenetv2", smallest: 32, (_, classes) => Make(classes));

    private static FeatureNetwork Make(int classes)
    {
        var layers = new List<Layer>
        {
            new ConvNorm("stem", FeatureNetwork.Colors, 32, 3, stride: 2, ActivationKind.Relu6), // [b, 32, s/2, s/2]
        };
        var channels = 32;
        foreach (var stage in Stages)
            for (var i = 0; i < stage.Blocks; i++, channels = stage.Channels)
                layers.Add(new InvertedResidual(
                    channels, stage.Channels, stage.Expansion, kernel: 3, stride: i == 0 ? stage.Stride : 1, ActivationKind.Relu6));
        layers.Add(new ConvNorm("last", channels, 1280, 1, 1, ActivationKind.Relu6)); // [b, 1280, s/32, s/32]
        return new FeatureNetwork("mobilenetv2", new Chain(layers), new PooledHead(1280, classes));
    }
}
