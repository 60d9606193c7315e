using CovidCxr.Core;
using CovidCxr.Training.Augmentations;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Lungs;

/// <summary>Makes batches of X-rays and lung masks for a network that finds lungs.</summary>
/// <param name="network">The network.</param>
internal sealed class LungBatches(LungNetwork network)
{
    // Stronger than for a classifier: lungs must be found in images of any framing.
    private readonly Augmenter geometry = new(
        new RandomFlip(0.5), new RandomAffine(degrees: 12, zoomLow: 0.65, zoomHigh: 1.3, stretch: 1.6, shift: 0.12));

    private readonly Augmenter gray = new(new RandomBrightness(0.15), new RandomContrast(0.6, 1.5), new RandomGamma(0.6, 1.6));

    // Pictures arrive blurred that are smaller than the network's input, and with marks from publications.
    private readonly Augmenter defects = network.IsFine
        ? new(new RandomSharpness(1), new RandomMarks(0.15), new RandomNoise(0.04), new RandomErasing(0.15))
        : new(new RandomNoise(0.04), new RandomErasing(0.15));

    /// <summary>Makes the input and the expected output: [b, 1, input, input] and [b, 1, output, output], 0 to 1.</summary>
    /// <param name="pairs">All images and masks.</param>
    /// <param name="chosen">The indices of those in the batch, [b].</param>
    /// <param name="seed">Seed of their random changes.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    public (Tensor Images, Tensor Masks) Make(MaskedImages pairs, ReadOnlyMemory<int> chosen, long seed, int epoch)
    {
        var area = pairs.Side * pairs.Side;
        var (images, masks) = (new float[chosen.Length * area], new float[chosen.Length * area]);
        Parallel.For(0, chosen.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var number = chosen.Span[i];
            SeededRandom Random(int purpose) => new(seed, epoch, number, purpose);
            GrayImage Decoded(byte[] pixels) => GrayImage.FromBytes(pairs.Side, pairs.Side, pixels);
            var image = defects.Apply(geometry.Apply(gray.Apply(Decoded(pairs.Images[number]), Random(0)), Random(1)), Random(2));
            var mask = geometry.Apply(Decoded(pairs.Masks[number]), Random(1)); // the same random numbers, so the same change
            image.Pixels.CopyTo(images.AsSpan(i * area));
            mask.Pixels.CopyTo(masks.AsSpan(i * area));
        });
        return (Shrunk(images, pairs.Side, network.InputSize), Shrunk(masks, pairs.Side, network.OutputSize));
    }

    private static Tensor Shrunk(float[] pixels, int side, int size)
    {
        using var whole = torch.tensor(pixels, [pixels.Length / (side * side), 1, side, side]);
        return nn.functional.avg_pool2d(whole, side / size);
    }
}
