namespace CovidCxr.Core.Metrics;

/// <summary>
/// How right a classifier is on the images that it is surest of, if the others are referred to a person (El-Yaniv and Wiener 2010). Images
/// of equal confidence count as if chance decided which of them are kept.
/// </summary>
public sealed class RiskCoverage
{
    private readonly (double Confidence, bool Right)[] sorted;
    private readonly double[] rightUpTo; // [n + 1]: the expected number of right ones among the surest

    /// <param name="images">The surest kept first; the confidence is the highest probability.</param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public RiskCoverage(IReadOnlyList<ScoredImage> images)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to measure", nameof(images));
        sorted =
        [
            .. images.Select(image => (image.Probabilities.Max(), image.Predicted == image.Actual)).OrderByDescending(image => image.Item1),
        ];
        rightUpTo = new double[sorted.Length + 1];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            var right = 0;
            for (; end < sorted.Length && sorted[end].Confidence == sorted[start].Confidence; end++)
                right += sorted[end].Right ? 1 : 0;
            for (var i = start; i < end; i++)
                rightUpTo[i + 1] = rightUpTo[i] + ((double)right / (end - start));
            start = end;
        }
    }

    /// <summary>From one image to all of them: the share that is kept, 0 to 1, and the share of errors among the kept, 0 to 1.</summary>
    public IEnumerable<(double Coverage, double Risk)> Points =>
        Enumerable.Range(1, sorted.Length).Select(kept => ((double)kept / sorted.Length, 1 - (rightUpTo[kept] / kept)));

    /// <summary>The mean risk over all coverages (AURC, Geifman et al. 2019), 0 to 1; lower is better.</summary>
    public double Area => Points.Average(point => point.Risk);

    /// <summary>The accuracy on the surest images, 0 to 1.</summary>
    /// <param name="coverage">The share of images to keep, above 0, at most 1; at least one image is kept.</param>
    public double AccuracyAt(double coverage)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(coverage);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coverage, 1);
        var kept = Math.Max(1, (int)Math.Round(coverage * sorted.Length));
        return rightUpTo[kept] / kept;
    }
}
