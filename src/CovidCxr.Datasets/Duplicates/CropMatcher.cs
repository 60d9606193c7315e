namespace CovidCxr.Datasets.Duplicates;

/// <summary>Measures whether one picture is another, or a part cut out of it.</summary>
internal static class CropMatcher
{
    // Below this a frame is too far off for small steps to reach the right one.
    private const float LeastStart = 0.5f;

    private static readonly double[] Steps = [0.02, 0.01, 0.005];

    /// <summary>The likeness of two pictures where a part of either agrees best with the whole of the other.</summary>
    /// <param name="picture">One picture.</param>
    /// <param name="frame">The part of it with which to begin.</param>
    /// <param name="other">The other picture.</param>
    public static float BestCorrelation(IntegralImage picture, Crop frame, IntegralImage other)
        => Math.Max(Climb(picture, frame, other), Climb(other, Crop.Whole, picture));

    private static float Climb(IntegralImage picture, Crop frame, IntegralImage other)
    {
        var whole = DetailCorrelation.Details(other.Thumbnail(Crop.Whole));
        var best = At(frame);
        if (best < LeastStart)
            return best;
        foreach (var step in Steps)
            for (var moved = true; moved;)
            {
                moved = false;
                foreach (var next in frame.Neighbors(step).ToList())
                    if (At(next) is var likeness && likeness > best)
                        (frame, best, moved) = (next, likeness, true);
            }

        return best;

        float At(Crop at) => DetailCorrelation.Between(DetailCorrelation.Details(picture.Thumbnail(at)), whole);
    }
}
