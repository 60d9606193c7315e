using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Layers;
using CovidCxr.Training.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>
/// The network of Zhong 2020, figure 3: four convolution blocks, whose pooled outputs are reduced to their largest values and joined
/// with the flattened fourth block, and three dense layers. 63,148,835 parameters for an 80 x 80 input. The dense layers see the whole
/// image at once, so there are no maps.
/// </summary>
public sealed class PaperNetwork : ClassifierNetwork
{
    // b images, c channels, h and w pixels, s = input size
    private readonly ConvBlock block1, block2, block3, block4;
    private readonly Linear dense1, dense2, dense3;
    private readonly Dropout dropout1, dropout2;

    /// <param name="inputSize">s, at least 16. Default: 80.</param>
    public PaperNetwork(int inputSize = 80)
        : base(nameof(PaperNetwork))
    {
        block1 = new ConvBlock("block1", 3, 32, convolutions: 2);
        block2 = new ConvBlock("block2", 32, 64, convolutions: 2);
        block3 = new ConvBlock("block3", 64, 128, convolutions: 3);
        block4 = new ConvBlock("block4", 128, 128, convolutions: 3);

        var flat = 128 * (inputSize / 8) * (inputSize / 8);
        dense1 = Linear(32 + 64 + 128 + 128 + flat, 4096);
        dropout1 = Dropout(0.5);
        dense2 = Linear(4096, 2048);
        dropout2 = Dropout(0.4);
        dense3 = Linear(2048, 3);
        RegisterComponents();
        GlorotUniform.Fill(this);
    }

    /// <summary>The network's entry in <see cref="NetworkRegistry"/>.</summary>
    public static NetworkSpec Spec => new("paper", inputSize => new PaperNetwork(inputSize)) { Weights = WeightsOf };

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Preprocessing { get; } =
        ["grey in all three channels (the kernels of the first layer are added up instead)"];

    /// <summary>[b, 3, s, s], 0 to 1, to the three classes' scores before the softmax, [b, 3].</summary>
    public override Tensor forward(Tensor x) => Run(x).Scores;

    /// <inheritdoc/>
    internal override NetworkOutputs<Tensor> Run(Tensor x)
    {
        var conv1 = block1.forward(x); //                    [b, 32, s, s]
        var pool1 = functional.max_pool2d(conv1, 2); //      [b, 32, s/2, s/2]
        var conv2 = block2.forward(pool1);
        var pool2 = functional.max_pool2d(conv2, 2); //      [b, 64, s/4, s/4]
        var conv3 = block3.forward(pool2);
        var pool3 = functional.max_pool2d(conv3, 2); //      [b, 128, s/8, s/8]
        var conv4 = block4.forward(pool3); //                [b, 128, s/8, s/8]
        var pool4 = functional.max_pool2d(conv4, 2); //      [b, 128, s/16, s/16]

        var scales = cat([Largest(pool1), Largest(pool2), Largest(pool3), Largest(pool4)], 1); // [b, 352]
        var joined = cat([scales, Flat(conv4)], 1); //       [b, 13152] for s = 80

        var hidden1 = dropout1.forward(Elu.Apply(dense1.forward(joined))); // [b, 4096]
        var hidden2 = dropout2.forward(Elu.Apply(dense2.forward(hidden1))); // [b, 2048]
        return new(dense3.forward(hidden2)) { LastMaps = conv4 }; // [b, 3]
    }

    /// <inheritdoc/>
    internal override NetworkOutputs<string> Export(GraphWriter graph, string image)
    {
        var scales = new List<string>();
        var (x, block) = (image, "");
        foreach (var (index, layer) in new[] { block1, block2, block3, block4 }.Index())
        {
            var name = $"block{index + 1}";
            block = layer.Export(graph, name, x, isGray: index == 0);
            x = graph.Node(
                "MaxPool", $"{name}/pool", [block], GraphAttribute.Ints("kernel_shape", 2, 2), GraphAttribute.Ints("strides", 2, 2));
            scales.Add(Flatten(graph, $"{name}/largest", graph.Node("GlobalMaxPool", $"{name}/largest/plane", [x])));
        }
        var channelsInnermost = graph.Node("Transpose", "places/order", [block], GraphAttribute.Ints("perm", 0, 2, 3, 1));
        var flat = Flatten(graph, "places", channelsInnermost);
        var joined = graph.Node("Concat", "joined", [.. scales, flat], GraphAttribute.Int("axis", 1));

        var hidden1 = Elu.Export(graph, "dense1/elu", dense1.Export(graph, "dense1", joined));
        var hidden2 = Elu.Export(graph, "dense2/elu", dense2.Export(graph, "dense2", hidden1));
        return new(dense3.Export(graph, GraphNames.Scores, hidden2));
    }

    private static long WeightsOf(int inputSize)
    {
        static long Convolution(long from, long to) => (9 * from * to) + to;
        static long Dense(long from, long to) => (from * to) + to;
        var flat = 128L * (inputSize / 8) * (inputSize / 8);
        return Convolution(3, 32) + Convolution(32, 32) + Convolution(32, 64) + Convolution(64, 64)
            + Convolution(64, 128) + (5 * Convolution(128, 128))
            + Dense(32 + 64 + 128 + 128 + flat, 4096) + Dense(4096, 2048) + Dense(2048, 3);
    }

    /// <summary>Global max pooling, [b, c, h, w] to [b, c].</summary>
    private static Tensor Largest(Tensor x) => x.amax([2, 3]);

    /// <summary>[b, c, h, w] to [b, h * w * c], the channels innermost as in Keras; does not copy a channels-last tensor.</summary>
    private static Tensor Flat(Tensor x) => x.permute(0, 2, 3, 1).flatten(1);

    private static string Flatten(GraphWriter graph, string name, string x) =>
        graph.Node("Flatten", name, [x], GraphAttribute.Int("axis", 1));
}
