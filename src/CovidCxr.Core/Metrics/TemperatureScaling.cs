namespace CovidCxr.Core.Metrics;

/// <summary>Calibrates probabilities by a temperature (Guo et al. 2017).</summary>
public static class TemperatureScaling
{
    /// <summary>The lowest temperature that <see cref="Fit"/> finds.</summary>
    public const double Lowest = 0.05;

    /// <summary>The highest temperature that <see cref="Fit"/> finds.</summary>
    public const double Highest = 20;

    private const double Precision = 1e-5; // of the logarithm

    /// <summary>Finds the temperature of the lowest mean cross-entropy, 0.05 to 20.</summary>
    /// <param name="images">At least one scored image, not calibrated.</param>
    /// <param name="loss">
    /// The cross-entropy; with the class weights of training if the network was trained for another mix of classes than that of the
    /// images.
    /// </param>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public static double Fit(IReadOnlyList<ScoredImage> images, CrossEntropy loss)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to fit a temperature on", nameof(images));

        // The cross-entropy has one minimum over the logarithm of the temperature; golden-section search finds it.
        var golden = (Math.Sqrt(5) - 1) / 2;
        var (low, high) = (Math.Log(Lowest), Math.Log(Highest));
        while (high - low > Precision)
        {
            var (left, right) = (high - (golden * (high - low)), low + (golden * (high - low)));
            if (LossAt(images, loss, Math.Exp(left)) < LossAt(images, loss, Math.Exp(right)))
                high = right;
            else
                low = left;
        }
        return Math.Exp((low + high) / 2);
    }

    /// <summary>
    /// Whether a fitted temperature is at an end of the range that was searched, so that the best one may lie far outside: for example if
    /// the network is no better than chance.
    /// </summary>
    public static bool IsAtEnd(double temperature) =>
        Math.Min(Math.Log(temperature / Lowest), Math.Log(Highest / temperature)) < 10 * Precision;

    /// <summary>
    /// Whether a fitted temperature makes the network certain of the right finding of every image, so that a lower one would do as well.
    /// </summary>
    public static bool IsCertain(double temperature, IReadOnlyList<ScoredImage> images) => images.All(
        image => Apply(image.Probabilities, temperature)[(int)image.Actual] > 1 - (10 * CrossEntropy.SmallestProbability));

    /// <summary>Applies a temperature: the softmax of the logarithms, with offsets added, divided by it.</summary>
    /// <param name="probabilities">[k], each 0 to 1.</param>
    /// <param name="temperature">Above 0; 1 changes nothing.</param>
    /// <param name="offsets">[k], added to the logarithms; null for none.</param>
    /// <returns>[k], summing to 1.</returns>
    public static double[] Apply(IReadOnlyList<double> probabilities, double temperature, IReadOnlyList<double>? offsets = null)
    {
        double Score(int k) => Math.Log(Math.Max(probabilities[k], 1e-30)) + (offsets?[k] ?? 0);
        var largest = Enumerable.Range(0, probabilities.Count).Max(Score);
        var result = new double[probabilities.Count];
        var sum = 0.0;
        for (var k = 0; k < result.Length; k++)
            sum += result[k] = Math.Exp((Score(k) - largest) / temperature);
        for (var k = 0; k < result.Length; k++)
            result[k] /= sum;
        return result;
    }

    private static double LossAt(IReadOnlyList<ScoredImage> images, CrossEntropy loss, double temperature) =>
        loss.Mean([.. images.Select(image => image with { Probabilities = Apply(image.Probabilities, temperature) })]);
}
