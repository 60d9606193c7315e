using CovidCxr.Training.Layers;

namespace CovidCxr.Training.Networks;

/// <summary>
/// EfficientNet (Tan and Le 2019, table 1): inverted residual blocks with channel attention; B1 to B3 have more layers and channels than
/// B0 by a common rule. 5,288,548, 7,794,184, 9,109,994 and 12,233,232 parameters with 1,000 classes.
/// </summary>
internal static class EfficientNet
{
    private const double DroppedInLastBlock = 0.2; // stochastic depth, from 0 in the first block on

    // Of B0: expansion, channels, blocks, stride of the first block, kernel.
    private static readonly (int Expansion, int Channels, int Blocks, int Stride, int Kernel)[] Stages =
    [
        (1, 16, 1, 1, 3), //  s/2
        (6, 24, 2, 2, 3), //  s/4
        (6, 40, 2, 2, 5), //  s/8
        (6, 80, 3, 2, 3), //  s/16
        (6, 112, 3, 1, 5), // s/16
        (6, 192, 4, 2, 5), // s/32
        (6, 320, 1, 1, 3), // s/32
    ];

    /// <summary>B0 to B3: the factors of channels and blocks, and the dropout, are the published ones.</summary>
    public static IReadOnlyList<NetworkSpec> Specs =>
    [
        Spec("efficientnet-b0", width: 1, depth: 1, dropped: 0.2),
        Spec("efficientnet-b1", width: 1, depth: 1.1, dropped: 0.2),
        Spec("efficientnet-b2", width: 1.1, depth: 1.2, dropped: 0.3),
        Spec("efficientnet-b3", width: 1.2, depth: 1.4, dropped: 0.3),
    ];

    private static NetworkSpec Spec(string name, double width, double depth, double dropped) =>
        FeatureNetwork.Spec(name, smallest: 32, (_, classes) => Make(name, width, depth, dropped, classes));

    private static FeatureNetwork Make(string name, double width, double depth, double dropped, int classes)
    {
        var channels = Wider(32, width);
        var layers = new List<Layer>
        {
            new ConvNorm("stem", FeatureNetwork.Colors, channels, 3, stride: 2, ActivationKind.Silu), // [b, 32, s/2, s/2]
        };
        var blocks = Stages.SelectMany(stage => Enumerable.Range(0, Deeper(stage.Blocks, depth)).Select(i => (stage, i))).ToList();
        foreach (var (index, (stage, i)) in blocks.Index())
        {
            layers.Add(new InvertedResidual(
                channels,
                Wider(stage.Channels, width),
                stage.Expansion,
                stage.Kernel,
                stride: i == 0 ? stage.Stride : 1,
                ActivationKind.Silu,
                squeezed: Math.Max(1, channels / 4),
                dropped: DroppedInLastBlock * index / blocks.Count));
            channels = Wider(stage.Channels, width);
        }
        layers.Add(new ConvNorm("last", channels, 4 * channels, 1, 1, ActivationKind.Silu)); // [b, 1280, s/32, s/32]
        return new FeatureNetwork(name, new Chain(layers), new PooledHead(4 * channels, classes, dropped));
    }

    private static int Deeper(int blocks, double depth) => (int)Math.Ceiling(blocks * depth);

    /// <summary>Channels times a factor, rounded to a multiple of 8 that is not more than a tenth below.</summary>
    private static int Wider(int channels, double width)
    {
        var wanted = channels * width;
        var rounded = Math.Max(8, (int)(wanted + 4) / 8 * 8);
        return rounded < 0.9 * wanted ? rounded + 8 : rounded;
    }
}
