using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Evaluation;

/// <summary>
/// The mean probability that images of a class got for their own class (Zhong 2020, table 4).
/// </summary>
/// <param name="Finding">The class.</param>
/// <param name="Count">Its images.</param>
/// <param name="Mean">0..1; NaN where the class has no image.</param>
/// <param name="Interval">
/// The mean plus and minus <c>1.96 s / sqrt(n)</c>, s the sample's standard deviation (n - 1): the normal interval of the
/// mean, which takes the images as independent. Null for fewer than two images. It is no range that single images fall in.
/// </param>
public sealed record TrueClassProbability(Finding Finding, int Count, double Mean, Interval? Interval)
{
    /// <summary>Measures one class among the images; the others are passed over.</summary>
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
