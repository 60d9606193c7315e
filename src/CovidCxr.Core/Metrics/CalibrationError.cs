namespace CovidCxr.Core.Metrics;

/// <summary>
/// The expected calibration error of the highest probability (Naeini et al. 2015; Guo et al. 2017), with bins of equal mass: the
/// images are sorted by confidence and cut into parts of nearly equal size. Images of equal confidence stay in one bin, so the
/// result does not depend on the order of the images; with many ties there are fewer bins.
/// </summary>
public sealed class CalibrationError
{
    /// <summary>The number of bins in reports, 15.</summary>
    public const int DefaultBins = 15;

    /// <param name="images">The scored images.</param>
    /// <param name="bins">The number of bins to aim for, at least 1; default 15.</param>
    /// <exception cref="ArgumentException">There is no image, or <paramref name="bins"/> is less than 1.</exception>
    public CalibrationError(IReadOnlyList<ScoredImage> images, int bins = DefaultBins)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to measure", nameof(images));
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);

        var sorted = images
            .Select(image => (Confidence: image.Probabilities.Max(), Right: image.Predicted == image.Actual))
            .OrderBy(image => image.Confidence)
            .ToArray();

        var table = new List<ReliabilityBin>(bins);
        var start = 0;
        for (var bin = 1; bin <= bins; bin++)
        {
            var end = (int)((long)bin * sorted.Length / bins);
            while (end > 0 && end < sorted.Length && sorted[end].Confidence == sorted[end - 1].Confidence)
                end++;
            if (end <= start)
                continue;
            var part = sorted[start..end];
            table.Add(new ReliabilityBin(
                part.Length,
                part[0].Confidence,
                part[^1].Confidence,
                part.Average(image => image.Confidence),
                part.Average(image => image.Right ? 1.0 : 0.0)));
            start = end;
        }
        Bins = table;
        Expected = table.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / sorted.Length;
    }

    /// <summary>The mean gap between confidence and accuracy, weighted by the sizes of the bins, 0..1; 0 is perfectly calibrated.</summary>
    public double Expected { get; }

    /// <summary>The reliability table by rising confidence.</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }
}

/// <summary>Images of similar confidence: one row of a reliability table.</summary>
/// <param name="Count">The number of images, at least 1.</param>
/// <param name="Lowest">The lowest confidence, 0..1.</param>
/// <param name="Highest">The highest confidence, 0..1.</param>
/// <param name="Confidence">The mean confidence, 0..1.</param>
/// <param name="Accuracy">The share of correctly classified images, 0..1.</param>
public readonly record struct ReliabilityBin(int Count, double Lowest, double Highest, double Confidence, double Accuracy);
