using CovidCxr.Training.Layers;
using CovidCxr.Training.Weights;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Networks;

/// <summary>
/// Outlines the lungs, pixel by pixel: a small U-Net (Ronneberger et al. 2015). Every level of the way down halves the side and keeps its
/// maps for the way up, so that the outline is as sharp as the image while the deepest level sees all of it. The last level stays at half
/// the side and gives four pixels for each of its own (sub-pixel convolution, Shi et al. 2016), which takes a quarter of the time.
/// </summary>
internal sealed class LungUNet : Module<Tensor, Tensor>
{
    /// <summary>Side of the input and of the output, pixels.</summary>
    public const int Side = 128;

    private const int Finer = 2; // output pixels in a row and a column of one of the last level

    // b images. Channels of the levels, whose sides are 64, 32, 16, 8.
    private static readonly int[] Widths = [24, 32, 48, 64];

    private readonly ConvNorm stem;
    private readonly ModuleList<ResidualBlock> down;
    private readonly ModuleList<ConvNorm> up;
    private readonly Conv2d head;

    /// <summary>Makes a network with fresh weights.</summary>
    public LungUNet()
        : base(nameof(LungUNet))
    {
        stem = new ConvNorm("stem", 1, Widths[0], 3, Finer);
        down = new ModuleList<ResidualBlock>();
        up = new ModuleList<ConvNorm>();
        for (var level = 1; level < Widths.Length; level++)
            down.Add(new ResidualBlock("down", Widths[level - 1], Widths[level], 2, hasAttention: false));
        for (var level = Widths.Length - 2; level >= 0; level--)
            up.Add(new ConvNorm("up", Widths[level] + Widths[level + 1], Widths[level], 3, 1));
        head = Conv2d(Widths[0], Finer * Finer, 3, padding: 1);
        RegisterComponents();
    }

    /// <summary>The trained weights that come with the product, beside the program.</summary>
    public static string ShippedFile { get; } = ShippedWeights.PathOf("covidcxr-lung-outlines.safetensors");

    /// <summary>[b, 1, 128, 128], gray, to the log-odds that a pixel is lung, [b, 1, 128, 128]; standardizes the image first.</summary>
    public override Tensor forward(Tensor x)
    {
        x = stem.forward(PerImageStandardization.Apply(x)).relu_(); // [b, 24, 64, 64]
        var kept = new Stack<Tensor>();
        foreach (var block in down)
        {
            kept.Push(x);
            x = block.forward(x); // to [b, 64, 8, 8]
        }
        foreach (var convolution in up)
        {
            var finer = kept.Pop();
            var grown = functional.interpolate(
                x, size: [finer.shape[2], finer.shape[3]], mode: InterpolationMode.Bilinear, align_corners: false);
            x = convolution.forward(cat([finer, grown], 1)).relu_(); // to [b, 24, 64, 64]
        }
        return functional.pixel_shuffle(head.forward(x), Finer); // [b, 4, 64, 64] to [b, 1, 128, 128]
    }
}
