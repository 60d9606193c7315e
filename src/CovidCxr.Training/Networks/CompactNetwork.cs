using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>
/// A small residual network with channel weighing. Its last layer scores every place of the last plane and the image's scores are
/// their mean, so that the class-activation map (Zhou et al. 2016) is what the decision was made of.
/// </summary>
public sealed class CompactNetwork : Module<Tensor, Tensor>
{
    // b images, c channels, h and w pixels, s = input size
    private static readonly int[] Widths = [48, 96, 192, 256];

    /// <summary>A network with fresh weights.</summary>
    public CompactNetwork()
        : base(nameof(CompactNetwork))
    {
        Stem = new ConvNorm("stem", 1, 32, 3, stride: 2);
        Blocks = new ModuleList<ResidualBlock>();
        var channels = 32;
        foreach (var width in Widths)
        {
            Blocks.Add(new ResidualBlock("block", channels, width, stride: 2));
            channels = width;
        }
        Dropout = Dropout(0.2);
        Head = Conv2d(channels, 3, 1);
        RegisterComponents();
    }

    internal ConvNorm Stem { get; }

    internal ModuleList<ResidualBlock> Blocks { get; }

    internal Dropout Dropout { get; }

    internal Conv2d Head { get; }

    /// <summary>[b, c, s, s], 0 to 1, grey in every channel, to the three classes' scores before the softmax, [b, 3].</summary>
    public override Tensor forward(Tensor x) => Maps(Features(x)).mean([2, 3]);

    /// <summary>The last plane to the scores of its places, [b, 3, s/32, s/32].</summary>
    internal Tensor Maps(Tensor plane) => Head.forward(Dropout.forward(plane));

    /// <summary>[b, c, s, s] to the last plane, [b, 256, s/32, s/32].</summary>
    internal Tensor Features(Tensor x)
    {
        x = Stem.forward(Standardise.Apply(x)).relu_(); // [b, 32, s/2, s/2]
        foreach (var block in Blocks)
            x = block.forward(x);
        return x;
    }
}
