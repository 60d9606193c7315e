using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Training.Lungs;

/// <summary>X-rays and their lung masks, decoded at one size.</summary>
/// <param name="Images">Gray values, each [side, side].</param>
/// <param name="Masks">255 inside the lungs, each [side, side].</param>
/// <param name="Side">Side of the decoded images, pixels.</param>
internal sealed record MaskedImages(byte[][] Images, byte[][] Masks, int Side)
{
    /// <summary>Decodes on all cores.</summary>
    /// <exception cref="InputException">An image or a mask is missing, changed or unreadable.</exception>
    public static MaskedImages Decode(
        Dataset dataset, IReadOnlyList<(DatasetImage Image, string Mask)> pairs, int side, CancellationToken cancel)
    {
        var (images, masks) = (new byte[pairs.Count][], new byte[pairs.Count][]);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel };
        try
        {
            Parallel.For(0, pairs.Count, options, i =>
            {
                var (image, mask) = pairs[i];
                images[i] = dataset.ReadPixels(image, side);
                masks[i] = ImageDecoders.Default.ReadGray(mask, side, side);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<InputException>().FirstOrDefault() is { } first)
        {
            throw new InputException(first.Message, e);
        }
        return new(images, masks, side);
    }
}
