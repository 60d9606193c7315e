using CovidCxr.Core;
using CovidCxr.Training.Augmentations;
using CovidCxr.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace CovidCxr.Training.Lungs;

/// <summary>X-rays and masks on their way into the lung finder.</summary>
internal static class LungBatches
{
    // Stronger than for the classifier: the finder must find lungs in pictures of any framing.
    private static readonly Augmenter Geometry = new(
        new RandomFlip(0.5), new RandomAffine(degrees: 12, zoomLow: 0.65, zoomHigh: 1.3, stretch: 1.6, shift: 0.12));

    private static readonly Augmenter Gray = new(new RandomBrightness(0.15), new RandomContrast(0.6, 1.5), new RandomGamma(0.6, 1.6));

    private static readonly Augmenter Dirt = new(new RandomNoise(0.04), new RandomErasing(0.15));

    /// <summary>Pictures and masks as the finder takes and gives them: [b, 1, 64, 64] and [b, 1, 16, 16], 0 to 1.</summary>
    /// <param name="pairs">All of them.</param>
    /// <param name="chosen">Which ones, b.</param>
    /// <param name="seed">Of the changes made to them; null leaves them as they are.</param>
    /// <param name="epoch">Of the changes.</param>
    public static (Tensor Images, Tensor Masks) Make(MaskedImages pairs, ReadOnlyMemory<int> chosen, long? seed, int epoch)
    {
        const int Area = MaskedImages.Size * MaskedImages.Size;
        var (images, masks) = (new float[chosen.Length * Area], new float[chosen.Length * Area]);
        Parallel.For(0, chosen.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var number = chosen.Span[i];
            var (image, mask) = (Picture(pairs.Images[number]), Picture(pairs.Masks[number]));
            if (seed is { } given)
            {
                SeededRandom Chance(int purpose) => new(given, epoch, number, purpose);
                image = Dirt.Apply(Geometry.Apply(Gray.Apply(image, Chance(0)), Chance(1)), Chance(2));
                mask = Geometry.Apply(mask, Chance(1)); // the same chances, so the same change
            }
            image.Pixels.CopyTo(images.AsSpan(i * Area));
            mask.Pixels.CopyTo(masks.AsSpan(i * Area));
        });
        return (Shrunk(images, chosen.Length, LungSegmenter.InputSize), Shrunk(masks, chosen.Length, LungSegmenter.Places));
    }

    private static GrayImage Picture(byte[] pixels) => GrayImage.FromBytes(MaskedImages.Size, MaskedImages.Size, pixels);

    private static Tensor Shrunk(float[] pixels, int count, int size)
    {
        using var whole = torch.tensor(pixels, [count, 1, MaskedImages.Size, MaskedImages.Size]);
        return nn.functional.avg_pool2d(whole, MaskedImages.Size / size);
    }
}
