using CovidCxr.Training.Layers;

namespace CovidCxr.Training.Networks;

/// <summary>
/// Densely connected networks (Huang et al. 2017, table 1): every layer of a block sees the feature maps of all layers before it.
/// 7,978,856 (DenseNet-121) and 20,013,928 (DenseNet-201) parameters with 1,000 classes; Keras adds the running means and variances to
/// them, 8,062,504 and 20,242,984.
/// </summary>
internal static class DenseNet
{
    private const int Growth = 32; // channels that a layer adds

    /// <summary>121 layers.</summary>
    public static NetworkSpec Spec121 => Spec("densenet121", 6, 12, 24, 16);

    /// <summary>201 layers.</summary>
    public static NetworkSpec Spec201 => Spec("densenet201", 6, 12, 48, 32);

    private static NetworkSpec Spec(string name, params int[] counts) =>
        FeatureNetwork.Spec(name, smallest: 32, (_, classes) => Make(name, counts, classes));

    private static FeatureNetwork Make(string name, int[] counts, int classes)
    {
        var layers = new List<Layer>
        {
            new ConvNorm("stem", FeatureNetwork.Colors, 64, 7, stride: 2, ActivationKind.Relu),
            new MaxPooling(3, 2, padding: 1), // [b, 64, s/4, s/4]
        };
        var channels = 64;
        foreach (var (block, count) in counts.Index()) // blocks of s/4, s/8, s/16 and s/32 pixels
        {
            if (block > 0)
            {
                layers.Add(Transition(channels));
                channels /= 2;
            }
            for (var i = 0; i < count; i++, channels += Growth)
                layers.Add(new Branches(new Chain(), DenseLayer(channels)));
        }
        layers.Add(new NormActivation(channels));
        return new FeatureNetwork(name, new Chain(layers), new PooledHead(channels, classes));
    }

    /// <summary>[b, channels, h, w] to [b, 32, h, w].</summary>
    private static Chain DenseLayer(int channels) => new(
        new NormActivation(channels),
        new ConvNorm("bottleneck", channels, 4 * Growth, 1, 1, ActivationKind.Relu),
        new Convolution(4 * Growth, Growth, 3, bias: false));

    /// <summary>[b, channels, h, w] to [b, channels / 2, h / 2, w / 2].</summary>
    private static Chain Transition(int channels) => new(
        new NormActivation(channels),
        new Convolution(channels, channels / 2, 1, bias: false),
        new AveragePooling(2, 2));
}
