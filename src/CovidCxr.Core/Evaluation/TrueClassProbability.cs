using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Evaluation;

/// <summary>The mean probability of the true class over the images of one class (Zhong 2020, table 4).</summary>
/// <param name="Finding">The class.</param>
/// <param name="Count">The number of its images.</param>
/// <param name="Mean">0..1; NaN if the class has no image.</param>
/// <param name="Interval">
/// The normal interval of the mean: plus and minus <c>1.96 s / sqrt(n)</c>, where s is the sample's standard deviation (n - 1).
/// It takes the images as independent and is not the range of single images. Null with fewer than two images.
/// </param>
public sealed record TrueClassProbability(Finding Finding, int Count, double Mean, Interval? Interval)
{
    /// <summary>Measures one class; images of other classes are ignored.</summary>
    public static TrueClassProbability Of(IReadOnlyList<ScoredImage> images, Finding finding)
    {
        var values = images
            .Where(image => image.Actual == finding)
            .Select(image => image.Probabilities[(int)finding])
            .ToArray();
        if (values.Length == 0)
            return new TrueClassProbability(finding, 0, double.NaN, null);

        var mean = values.Average();
        if (values.Length == 1)
            return new TrueClassProbability(finding, 1, mean, null);

        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        var half = 1.96 * deviation / Math.Sqrt(values.Length);
        return new TrueClassProbability(finding, values.Length, mean, new Interval(mean - half, mean + half));
    }
}
