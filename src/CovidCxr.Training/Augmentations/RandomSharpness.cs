using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>
/// Blurs or sharpens half of the images: sharpness reveals the device, the export or the original size of an image and says nothing about
/// the lungs.
/// </summary>
/// <param name="strength">
/// Largest part of the way to the blurred image (the mean of 3 x 3 pixels, twice), or the same part away from it, 0 to 1.
/// </param>
public sealed class RandomSharpness(double strength) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        var isChosen = random.NextSingle() < 0.5f;
        var share = random.Between(-strength, strength);
        if (!isChosen)
            return image;
        var blurred = Blur(Blur(image));
        for (var i = 0; i < image.Pixels.Length; i++)
            blurred.Pixels[i] = image.Pixels[i] + (share * (blurred.Pixels[i] - image.Pixels[i]));
        return blurred;
    }

    // The mean of three pixels along the rows, then along the columns; border pixels are repeated.
    private static GrayImage Blur(GrayImage image)
    {
        var (width, height) = (image.Width, image.Height);
        var rows = new GrayImage(width, height);
        for (var y = 0; y < height; y++)
        {
            var from = image.Pixels.AsSpan(y * width, width);
            var to = rows.Pixels.AsSpan(y * width, width);
            for (var x = 0; x < width; x++)
                to[x] = (from[Math.Max(x - 1, 0)] + from[x] + from[Math.Min(x + 1, width - 1)]) / 3;
        }
        var mean = new GrayImage(width, height);
        for (var y = 0; y < height; y++)
        {
            var above = rows.Pixels.AsSpan(Math.Max(y - 1, 0) * width, width);
            var middle = rows.Pixels.AsSpan(y * width, width);
            var below = rows.Pixels.AsSpan(Math.Min(y + 1, height - 1) * width, width);
            var to = mean.Pixels.AsSpan(y * width, width);
            for (var x = 0; x < width; x++)
                to[x] = (above[x] + middle[x] + below[x]) / 3;
        }
        return mean;
    }
}
