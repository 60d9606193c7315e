using CovidCxr.Core;
using CovidCxr.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Lungs;

/// <summary>The lung finder that comes with the product, at the size of the images that it is asked about.</summary>
public sealed class LungFinder : ILungFinder, IDisposable
{
    private const int BatchSize = 64;

    // libtorch spreads one batch over all cores by itself.
    private readonly Lock gate = new();
    private readonly LungSegmenter segmenter = new();

    private LungFinder()
    {
    }

    /// <summary>The finder's file, beside the program.</summary>
    public static string File => LungSegmenter.ShippedFile;

    /// <summary>Opens the finder beside the program.</summary>
    /// <exception cref="InputException">Its file is missing or damaged.</exception>
    public static LungFinder Open()
    {
        var finder = new LungFinder();
        finder.segmenter.LoadShipped();
        finder.segmenter.eval();
        return finder;
    }

    /// <inheritdoc/>
    public IReadOnlyList<LungMask> Find(ReadOnlySpan<byte> pixels, int side, int count)
    {
        var area = side * side;
        var masks = new List<LungMask>(count);
        lock (gate)
            for (var first = 0; first < count; first += BatchSize)
            {
                var batch = Math.Min(BatchSize, count - first);
                var inside = Inside(pixels.Slice(first * area, batch * area), side, batch);
                masks.AddRange(inside.Chunk(area).Select(mask => new LungMask(mask, side)));
            }
        return masks;
    }

    /// <inheritdoc/>
    public void Dispose() => segmenter.Dispose();

    // The log-odds of the cells, [b, 1, 16, 16], drawn over the image between the centers of the cells; above 0 it is lung.
    private bool[] Inside(ReadOnlySpan<byte> pixels, int side, int count)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var gray = new float[pixels.Length];
        for (var i = 0; i < gray.Length; i++)
            gray[i] = pixels[i] / 255f;
        var images = torch.tensor(gray, [count, 1, side, side]);
        var shrunk = nn.functional.adaptive_avg_pool2d(images, LungSegmenter.InputSize);
        var logOdds = nn.functional.interpolate(
            segmenter.forward(shrunk), size: [side, side], mode: InterpolationMode.Bilinear, align_corners: false);
        return [.. logOdds.contiguous().data<float>().ToArray().Select(value => value > 0)];
    }
}
