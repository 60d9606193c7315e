using CovidCxr.Core;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Lungs;

/// <summary>Finds lungs with a trained network, at the size of the images that it is asked about.</summary>
public sealed class LungFinder : ILungFinder, IDisposable
{
    private const int BatchSize = 16; // more would take more memory and no less time

    // libtorch spreads one batch over all cores by itself.
    private readonly Lock gate = new();
    private readonly Module<Tensor, Tensor> network;
    private readonly int inputSize;

    /// <param name="kind">What the network is.</param>
    /// <param name="network">The network, in evaluation; disposed with the finder.</param>
    internal LungFinder(LungNetwork kind, Module<Tensor, Tensor> network) => (this.network, inputSize) = (network, kind.InputSize);

    /// <summary>Opens the weights that come with the product.</summary>
    /// <param name="kind">The network.</param>
    /// <exception cref="InputException">Its file is missing or damaged.</exception>
    public static LungFinder Open(LungNetwork kind) => new(kind, kind.LoadShipped());

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
    public void Dispose() => network.Dispose();

    // The log-odds, [b, 1, n, n], drawn over the image between the centers of the cells; above 0 it is lung.
    private bool[] Inside(ReadOnlySpan<byte> pixels, int side, int count)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var gray = new float[pixels.Length];
        for (var i = 0; i < gray.Length; i++)
            gray[i] = pixels[i] / 255f;
        var images = torch.tensor(gray, [count, 1, side, side]);
        var sized = side >= inputSize ? functional.adaptive_avg_pool2d(images, inputSize) : Stretched(images, inputSize);
        var logOdds = Stretched(network.forward(sized), side);
        return [.. logOdds.contiguous().data<float>().ToArray().Select(value => value > 0)];
    }

    private static Tensor Stretched(Tensor x, int side) =>
        functional.interpolate(x, size: [side, side], mode: InterpolationMode.Bilinear, align_corners: false);
}
