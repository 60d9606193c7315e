namespace CovidCxr.Datasets.Duplicates;

/// <summary>Measures how well an image matches another image, or a part cut out of it.</summary>
internal static class CropMatcher
{
    // From a lower correlation, small steps do not reach the right crop.
    private const float LeastStart = 0.5f;

    private static readonly double[] Steps = [0.02, 0.01, 0.005];

    /// <summary>Finds the highest correlation between a crop of either image and the whole of the other.</summary>
    /// <param name="image">One image.</param>
    /// <param name="crop">The crop of <paramref name="image"/> from which the search starts.</param>
    /// <param name="other">The other image.</param>
    /// <returns>-1 to 1, see <see cref="DetailCorrelation"/>.</returns>
    public static float BestCorrelation(IntegralImage image, Crop crop, IntegralImage other)
        => Math.Max(Climb(image, crop, other), Climb(other, Crop.Whole, image));

    private static float Climb(IntegralImage image, Crop crop, IntegralImage other)
    {
        var whole = DetailCorrelation.Details(other.Thumbnail(Crop.Whole));
        var best = At(crop);
        if (best < LeastStart)
            return best;
        foreach (var step in Steps)
            for (var moved = true; moved;)
            {
                moved = false;
                foreach (var next in crop.Neighbors(step).ToList())
                    if (At(next) is var correlation && correlation > best)
                        (crop, best, moved) = (next, correlation, true);
            }

        return best;

        float At(Crop at) => DetailCorrelation.Between(DetailCorrelation.Details(image.Thumbnail(at)), whole);
    }
}
