namespace CovidCxr.Core.Metrics;

/// <summary>
/// The mean cross-entropy in nats. The loss of an image is <c>-w[y] sum_k t_k ln p_k</c>, with the smoothed target
/// <c>t = y (1 - e) + e / K</c> (Zhong 2020, section 3.4; Szegedy et al. 2016) and the weight <c>w</c> of its class. As in Keras,
/// the mean divides by the number of images and not by the sum of weights.
/// </summary>
/// <param name="Smoothing">e, 0..1; 0 is no smoothing.</param>
/// <param name="ClassWeights">[3] in the order of <see cref="Findings.All"/>, not negative.</param>
public sealed record CrossEntropy(double Smoothing, IReadOnlyList<double> ClassWeights)
{
    /// <summary>
    /// The limit to which Keras raises smaller probabilities, so a wrong answer given with certainty costs 16.1 and not infinity.
    /// </summary>
    public const double SmallestProbability = 1e-7;

    /// <summary>Without smoothing and weights: minus the mean log probability of the true class.</summary>
    public static CrossEntropy Plain { get; } = new(0, [1, 1, 1]);

    /// <summary>The paper's training loss, in table 3's row 'train': e = 0.12, weights 10, 3 and 1.</summary>
    public static CrossEntropy PaperTraining { get; } = new(0.12, [10, 3, 1]);

    /// <summary>
    /// The paper's loss without weights, in table 3's rows for the test set. That these rows are smoothed is inferred: a mean
    /// true-class probability of 0.8445 (table 4) gives about 0.43 with e = 0.12, as printed, but about 0.2 without.
    /// </summary>
    public static CrossEntropy PaperTest { get; } = new(0.12, [1, 1, 1]);

    /// <summary>Averages over the images; at least 0.</summary>
    /// <exception cref="ArgumentException">There is no image.</exception>
    public double Mean(IReadOnlyList<ScoredImage> images)
    {
        if (images.Count == 0)
            throw new ArgumentException("there is no image to measure", nameof(images));
        return images.Sum(Of) / images.Count;
    }

    private double Of(ScoredImage image)
    {
        var classes = image.Probabilities.Count;
        var sum = 0.0;
        for (var k = 0; k < classes; k++)
        {
            var target = (Smoothing / classes) + (k == (int)image.Actual ? 1 - Smoothing : 0);
            if (target > 0)
                sum -= target * Math.Log(Math.Clamp(image.Probabilities[k], SmallestProbability, 1 - SmallestProbability));
        }
        return ClassWeights[(int)image.Actual] * sum;
    }
}
