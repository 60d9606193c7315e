namespace CovidCxr.Core.Metrics;

/// <summary>
/// Calibrates probabilities by a temperature and an offset of each class's score (vector scaling with one factor, Guo et al. 2017). The
/// offsets undo what class weights and the mix of the training images did to the scores, so that the most likely class is the decision.
/// </summary>
public static class OffsetScaling
{
    private const double FarthestOffset = 20; // of the divided scores
    private const double Precision = 1e-5;
    private const int MostSweeps = 200;

    /// <summary>Finds the temperature and the offsets of the lowest mean cross-entropy.</summary>
    /// <param name="images">Scored images of at least two classes, not calibrated.</param>
    /// <returns>The temperature, 0.05 to 20, and [3] offsets of the scores before they are divided by it, the last one 0.</returns>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static (double Temperature, double[] Offsets) Fit(IReadOnlyList<ScoredImage> images)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to fit offsets on", nameof(images));
        // The cross-entropy is convex in 1 / temperature and in the divided offsets: searching one after the other ends at its minimum.
        var (factor, offsets) = (1.0, new double[Findings.Count]);
        double Loss() => CrossEntropy.Plain.Mean([.. images.Select(image => image with
        {
            Probabilities = TemperatureScaling.Apply(image.Probabilities, 1 / factor, [.. offsets.Select(offset => offset / factor)]),
        })]);
        var loss = Loss();
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            factor = Search(1 / TemperatureScaling.Highest, 1 / TemperatureScaling.Lowest, value => factor = value, Loss);
            for (var k = 0; k < offsets.Length - 1; k++)
                offsets[k] = Search(-FarthestOffset, FarthestOffset, value => offsets[k] = value, Loss);
            var before = loss;
            loss = Loss();
            if (before - loss < Precision * Precision)
                break;
        }
        return (1 / factor, [.. offsets.Select(offset => offset / factor)]);
    }

    /// <summary>Golden-section search of the value of the lowest loss.</summary>
    private static double Search(double low, double high, Action<double> set, Func<double> loss)
    {
        var golden = (Math.Sqrt(5) - 1) / 2;
        double At(double value)
        {
            set(value);
            return loss();
        }
        while (high - low > Precision)
        {
            var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
            if (At(left) < At(right))
                high = right;
            else
                low = left;
        }
        var best = (low + high) / 2;
        set(best);
        return best;
    }
}
