using CovidCxr.Core;

namespace CovidCxr.Imaging.Perturbations;

/// <summary>Blurs images.</summary>
public static class BoxBlur
{
    /// <summary>Replaces every pixel by the mean of 3 x 3 pixels; beyond the border, the border is repeated.</summary>
    /// <param name="image">The image; not changed.</param>
    /// <returns>A new image of the same size.</returns>
    public static GrayImage Mean3x3(GrayImage image)
    {
        // The mean of three along the rows, then along the columns.
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
