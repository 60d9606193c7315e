using CovidCxr.Training.Layers;

namespace CovidCxr.Training.Networks;

/// <summary>
/// Residual networks (He et al. 2016, table 1): a 7 x 7 convolution, a max pooling, four stages of residual blocks, and global average
/// pooling. 11,689,512 (ResNet-18) and 25,557,032 (ResNet-50) parameters with 1,000 classes.
/// </summary>
/// <remarks>
/// As in torchvision, a bottleneck halves the side in its 3 x 3 convolution, which is called version 1.5. The input can have any size.
/// </remarks>
internal static class ResNet
{
    private static readonly int[] Widths = [64, 128, 256, 512]; // channels of the 3 x 3 convolutions of the stages

    /// <summary>Two convolutions in a block. It can start from the weights of <see cref="ImageNetResNet"/>.</summary>
    public static NetworkSpec Spec18 => FeatureNetwork.Spec("resnet18", smallest: 32, (_, classes) => Make18(classes)) with
    {
        CanBePretrained = true,
    };

    /// <summary>Three convolutions in a block, the middle one of a quarter of the channels.</summary>
    public static NetworkSpec Spec50 => FeatureNetwork.Spec("resnet50", smallest: 32, (_, classes) => Make50(classes));

    private static FeatureNetwork Make18(int classes)
    {
        var stem = Stem();
        var blocks = new List<ResidualBlock>();
        var channels = 64;
        foreach (var (stage, width) in Widths.Index())
            for (var i = 0; i < 2; i++, channels = width)
                blocks.Add(new ResidualBlock("block", channels, width, StrideOf(stage, i), hasAttention: false));
        return new FeatureNetwork(
            "resnet18",
            new Chain([stem, new MaxPooling(3, 2, padding: 1), .. blocks]),
            new PooledHead(512, classes),
            // The order of the colors does not matter, for all three are the same gray.
            weights => ImageNetResNet.Load(stem, first => first.Scaled(ImageNetResNet.PhotographDeviation), blocks, weights));
    }

    private static FeatureNetwork Make50(int classes)
    {
        var layers = new List<Layer> { Stem(), new MaxPooling(3, 2, padding: 1) }; // [b, 64, s/4, s/4]
        var channels = 64;
        int[] counts = [3, 4, 6, 3];
        foreach (var (stage, (width, count)) in Widths.Zip(counts).Index()) // [b, 256, s/4, s/4], ..., [b, 2048, s/32, s/32]
            for (var i = 0; i < count; i++, channels = 4 * width)
                layers.Add(Bottleneck(channels, width, StrideOf(stage, i)));
        return new FeatureNetwork("resnet50", new Chain(layers), new PooledHead(2048, classes));
    }

    private static ConvNorm Stem() => new("stem", FeatureNetwork.Colors, 64, 7, stride: 2, ActivationKind.Relu);

    private static int StrideOf(int stage, int block) => stage > 0 && block == 0 ? 2 : 1;

    /// <summary>[b, channels, h, w] to [b, 4 * width, h / stride, w / stride].</summary>
    private static Residual Bottleneck(int channels, int width, int stride) => new(
        path: new Chain(
            new ConvNorm("reduce", channels, width, 1, 1, ActivationKind.Relu),
            new ConvNorm("spatial", width, width, 3, stride, ActivationKind.Relu),
            new ConvNorm("restore", width, 4 * width, 1, 1)),
        shortcut: channels == 4 * width && stride == 1 ? null : new ConvNorm("shortcut", channels, 4 * width, 1, stride),
        ActivationKind.Relu);
}
