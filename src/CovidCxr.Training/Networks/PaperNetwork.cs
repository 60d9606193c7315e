using CovidCxr.Training.Layers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>
/// The network of Zhong 2020, figure 3: four convolution blocks whose pooled outputs are joined, each by its largest values, with
/// the flattened fourth block, and three dense layers. 63,148,835 parameters for an 80 x 80 input.
/// </summary>
public sealed class PaperNetwork : Module<Tensor, Tensor>
{
    // b images, c channels, h and w pixels, s = input size
    private readonly ConvBlock block1, block2, block3, block4;
    private readonly Linear dense1, dense2, dense3;
    private readonly Dropout dropout1, dropout2;

    /// <param name="inputSize">s, a multiple of 8. Default: 80.</param>
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

    internal IReadOnlyList<ConvBlock> Blocks => [block1, block2, block3, block4];

    internal IReadOnlyList<Linear> Dense => [dense1, dense2, dense3];

    /// <summary>[b, 3, s, s], 0 to 1, to the three classes' scores before the softmax, [b, 3].</summary>
    public override Tensor forward(Tensor x)
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
        return dense3.forward(hidden2); //                   [b, 3]
    }

    /// <summary>Global max pooling, [b, c, h, w] to [b, c].</summary>
    private static Tensor Largest(Tensor x) => x.amax([2, 3]);

    /// <summary>[b, c, h, w] to [b, h * w * c], the channels innermost as Keras flattens; no copy where they lie so.</summary>
    private static Tensor Flat(Tensor x) => x.permute(0, 2, 3, 1).flatten(1);
}
