using CovidCxr.Core;
using CovidCxr.Training.Augmentations;
using CovidCxr.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Lungs;

/// <summary>Makes batches of X-rays and lung masks for the segmenter.</summary>
internal static class LungBatches
{
    // Stronger than for a classifier: the segmenter must find lungs in images of any framing.
    private static readonly Augmenter Geometry = new(
        new RandomFlip(0.5), new RandomAffine(degrees: 12, zoomLow: 0.65, zoomHigh: 1.3, stretch: 1.6, shift: 0.12));

    private static readonly Augmenter Gray = new(new RandomBrightness(0.15), new RandomContrast(0.6, 1.5), new RandomGamma(0.6, 1.6));

    private static readonly Augmenter Defects = new(new RandomNoise(0.04), new RandomErasing(0.15));

    /// <summary>Makes the segmenter's input and its expected output: [b, 1, 64, 64] and [b, 1, 16, 16], 0 to 1.</summary>
    /// <param name="pairs">All images and masks.</param>
    /// <param name="chosen">The indices of those in the batch, [b].</param>
    /// <param name="seed">Seed of their random changes; null for none.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    public static (Tensor Images, Tensor Masks) Make(MaskedImages pairs, ReadOnlyMemory<int> chosen, long? seed, int epoch)
    {
        const int Area = MaskedImages.Size * MaskedImages.Size;
        var (images, masks) = (new float[chosen.Length * Area], new float[chosen.Length * Area]);
        Parallel.For(0, chosen.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var number = chosen.Span[i];
            var (image, mask) = (Decoded(pairs.Images[number]), Decoded(pairs.Masks[number]));
            if (seed is { } given)
            {
                SeededRandom Random(int purpose) => new(given, epoch, number, purpose);
                image = Defects.Apply(Geometry.Apply(Gray.Apply(image, Random(0)), Random(1)), Random(2));
                mask = Geometry.Apply(mask, Random(1)); // the same random numbers, so the same change
            }
            image.Pixels.CopyTo(images.AsSpan(i * Area));
            mask.Pixels.CopyTo(masks.AsSpan(i * Area));
        });
        return (Shrink(images, chosen.Length, LungSegmenter.InputSize), Shrink(masks, chosen.Length, LungSegmenter.OutputSize));
    }

    private static GrayImage Decoded(byte[] pixels) => GrayImage.FromBytes(MaskedImages.Size, MaskedImages.Size, pixels);

    private static Tensor Shrink(float[] pixels, int count, int size)
    {
        using var whole = torch.tensor(pixels, [count, 1, MaskedImages.Size, MaskedImages.Size]);
        return nn.functional.avg_pool2d(whole, MaskedImages.Size / size);
    }
}
