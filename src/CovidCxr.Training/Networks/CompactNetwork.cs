using CovidCxr.Training.Layers;
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
    private static readonly (int Channels, int Stride)[] Stages = [(48, 2), (96, 2), (192, 2), (256, 1)];

    private readonly ConvNorm stem;
    private readonly ModuleList<ResidualBlock> blocks;
    private readonly Dropout dropout;
    private readonly Conv2d head;

    /// <summary>A network with fresh weights.</summary>
    public CompactNetwork()
        : base(nameof(CompactNetwork))
    {
        stem = new ConvNorm("stem", 1, 32, 3, stride: 2);
        blocks = new ModuleList<ResidualBlock>();
        var channels = 32;
        foreach (var (width, stride) in Stages)
        {
            blocks.Add(new ResidualBlock("block", channels, width, stride));
            channels = width;
        }
        dropout = Dropout(0.2);
        head = Conv2d(channels, 3, 1);
        RegisterComponents();
    }

    internal ConvNorm Stem => stem;

    internal ModuleList<ResidualBlock> Blocks => blocks;

    internal Conv2d Head => head;

    /// <summary>[b, c, s, s], 0 to 1, gray in every channel, to the three classes' scores before the softmax, [b, 3].</summary>
    public override Tensor forward(Tensor x) => Maps(LastPlane(x)).mean([2, 3]);

    /// <summary>The last plane to the scores of its places, [b, 3, s/16, s/16].</summary>
    internal Tensor Maps(Tensor plane) => head.forward(dropout.forward(plane));

    /// <summary>[b, c, s, s] to the last plane, [b, 256, s/16, s/16].</summary>
    internal Tensor LastPlane(Tensor x) => Planes(x)[^1];

    /// <summary>[b, c, s, s] to what the blocks give, [b, 48, s/4, s/4] to [b, 256, s/16, s/16].</summary>
    internal IReadOnlyList<Tensor> Planes(Tensor x)
    {
        x = stem.forward(PerImageStandardization.Apply(x)).relu_(); // [b, 32, s/2, s/2]
        var planes = new List<Tensor>();
        foreach (var block in blocks)
            planes.Add(x = block.forward(x));
        return planes;
    }
}
