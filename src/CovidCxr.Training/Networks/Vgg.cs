using CovidCxr.Training.Layers;

namespace CovidCxr.Training.Networks;

/// <summary>
/// VGG (Simonyan and Zisserman 2015, table 1, columns D and E): five stages of 3 x 3 convolutions, each ended by a max pooling, and three
/// dense layers. The dense layers see all cells, so the number of weights depends on the input size: 138,357,544 (VGG-16) and 143,667,240
/// (VGG-19) with 224 pixels and 1,000 classes.
/// </summary>
internal static class Vgg
{
    private static readonly int[] Widths = [64, 128, 256, 512, 512]; // channels of the stages

    /// <summary>16 layers with weights.</summary>
    public static NetworkSpec Spec16 => Spec("vgg16", 2, 2, 3, 3, 3);

    /// <summary>19 layers with weights.</summary>
    public static NetworkSpec Spec19 => Spec("vgg19", 2, 2, 4, 4, 4);

    private static FeatureNetwork Make(string name, int[] convolutions, int inputSize, int classes)
    {
        var body = new List<Layer>();
        var channels = FeatureNetwork.Colors;
        foreach (var (width, count) in Widths.Zip(convolutions)) // [b, 64, s, s], [b, 128, s/2, s/2], ..., [b, 512, s/16, s/16]
        {
            if (body.Count > 0)
                body.Add(new MaxPooling(2, 2));
            for (var i = 0; i < count; i++, channels = width)
                body.Add(new Convolution(channels, width, 3, activation: ActivationKind.Relu));
        }
        var head = new DenseHead(new MaxPooling(2, 2), Flat(inputSize), [4096, 4096], classes, dropped: 0.5);
        return new FeatureNetwork(name, new Chain(body), head);
    }

    private static NetworkSpec Spec(string name, params int[] convolutions) =>
        FeatureNetwork.Spec(name, smallest: 32, (inputSize, classes) => Make(name, convolutions, inputSize, classes)) with
        {
            HasMaps = false,
            Weights = inputSize => WeightsOf(convolutions, inputSize),
        };

    private static int Flat(int inputSize) => 512 * (inputSize / 32) * (inputSize / 32);

    private static long WeightsOf(int[] convolutions, int inputSize)
    {
        static long Dense(long from, long to) => (from * to) + to;
        var (sum, channels) = (Dense(Flat(inputSize), 4096) + Dense(4096, 4096) + Dense(4096, 3), FeatureNetwork.Colors);
        foreach (var (width, count) in Widths.Zip(convolutions))
            for (var i = 0; i < count; i++, channels = width)
                sum += Dense(9 * channels, width);
        return sum;
    }
}
