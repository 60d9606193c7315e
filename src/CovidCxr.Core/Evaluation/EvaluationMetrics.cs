using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Evaluation;

/// <summary>The measured sets of one evaluation. Only the test set is always present.</summary>
/// <param name="Train">The training set; null if it was not scored.</param>
/// <param name="Val">The validation split; null if it was not scored.</param>
/// <param name="Test">The test set.</param>
/// <param name="TestCovid19">The COVID-19 images of the test set, table 3's last row; null if there are none.</param>
/// <param name="Controls">The adults without COVID-19; null if there are none.</param>
public sealed record EvaluationMetrics(
    ClassificationMetrics? Train,
    ClassificationMetrics? Val,
    ClassificationMetrics Test,
    ClassificationMetrics? TestCovid19,
    ControlsMetrics? Controls)
{
    /// <summary>Measures the given sets; an empty one counts as not scored.</summary>
    /// <exception cref="ArgumentException">The test set is empty, or an image does not have three probabilities from 0 to 1.</exception>
    public static EvaluationMetrics Measure(
        IReadOnlyList<ScoredImage> test,
        IReadOnlyList<ScoredImage>? train = null,
        IReadOnlyList<ScoredImage>? val = null,
        IReadOnlyList<ScoredControl>? controls = null,
        long seed = 0)
    {
        ClassificationMetrics? IfAny(IReadOnlyList<ScoredImage>? images) =>
            images is { Count: > 0 } ? ClassificationMetrics.Measure(images, seed) : null;

        return new EvaluationMetrics(
            IfAny(train),
            IfAny(val),
            ClassificationMetrics.Measure(test, seed),
            IfAny([.. test.Where(image => image.Actual == Finding.Covid19)]),
            controls is { Count: > 0 } ? ControlsMetrics.Measure(test, controls, seed) : null);
    }
}
