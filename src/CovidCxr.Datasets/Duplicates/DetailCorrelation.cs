namespace CovidCxr.Datasets.Duplicates;

/// <summary>
/// Correlates the details of two images, -1 to 1. The broad light and dark that all chests share is subtracted first, and with it
/// most of the effect of brightness, contrast and window settings. The values of duplicates and of strangers: docs/duplicates.md.
/// </summary>
internal static class DetailCorrelation
{
    // Half the width of the square whose mean is subtracted, thumbnail pixels.
    private const int Radius = 4;

    // A letter burnt into one of two duplicates must not outweigh the chest.
    private const float ClipAtDeviations = 2.5f;

    /// <summary>Extracts an image's details, scaled so that the dot product of two is their correlation.</summary>
    /// <param name="thumbnail">64 x 64 values, row by row.</param>
    /// <returns>64 x 64 values with mean 0 and length 1; all 0 for a uniform image.</returns>
    public static float[] Details(float[] thumbnail)
    {
        var details = WithoutLocalMean(thumbnail);
        var limit = ClipAtDeviations * MathF.Sqrt(Dot(details, details) / details.Length);
        for (var i = 0; i < details.Length; i++)
            details[i] = Math.Clamp(details[i], -limit, limit);
        var mean = details.Average();
        for (var i = 0; i < details.Length; i++)
            details[i] -= mean;
        var length = MathF.Sqrt(Dot(details, details));
        for (var i = 0; i < details.Length; i++)
            details[i] = length > 1e-3f ? details[i] / length : 0;
        return details;
    }

    /// <summary>The correlation of two images' <see cref="Details"/>.</summary>
    public static float Between(float[] details, float[] other) => Dot(details, other);

    private static float[] WithoutLocalMean(float[] thumbnail)
    {
        const int side = IntegralImage.ThumbnailSide;
        var sums = new double[(side + 1) * (side + 1)]; // sums over everything above and to the left
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                sums[((y + 1) * (side + 1)) + x + 1] = thumbnail[(y * side) + x]
                    + sums[((y + 1) * (side + 1)) + x] + sums[(y * (side + 1)) + x + 1] - sums[(y * (side + 1)) + x];
        var result = new float[side * side];
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var (left, right) = (Math.Max(0, x - Radius), Math.Min(side, x + Radius + 1));
                var (top, bottom) = (Math.Max(0, y - Radius), Math.Min(side, y + Radius + 1));
                var sum = sums[(bottom * (side + 1)) + right] - sums[(top * (side + 1)) + right]
                    - sums[(bottom * (side + 1)) + left] + sums[(top * (side + 1)) + left];
                result[(y * side) + x] = thumbnail[(y * side) + x] - (float)(sum / ((right - left) * (bottom - top)));
            }

        return result;
    }

    private static float Dot(float[] a, float[] b)
    {
        // Added in a fixed order: the width of the processor's vectors must not change a result.
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return (float)sum;
    }
}
