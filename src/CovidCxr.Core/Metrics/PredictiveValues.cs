namespace CovidCxr.Core.Metrics;

/// <summary>
/// What a call means where a disease has a given prevalence, by Bayes' theorem: a test that calls 5 % of the healthy ill is mostly wrong
/// where 1 % are.
/// </summary>
/// <param name="Positive">The share of those called positive who are (PPV), 0 to 1; null if nobody is called positive.</param>
/// <param name="Negative">The share of those called negative who are (NPV), 0 to 1; null if nobody is called negative.</param>
public readonly record struct PredictiveValues(double? Positive, double? Negative)
{
    /// <summary>Computes both values.</summary>
    /// <param name="sensitivity">The share of the ill who are called ill, 0 to 1.</param>
    /// <param name="specificity">The share of the others who are not, 0 to 1.</param>
    /// <param name="prevalence">The share of the ill among all, 0 to 1.</param>
    public static PredictiveValues At(double sensitivity, double specificity, double prevalence)
    {
        var (found, missed) = (sensitivity * prevalence, (1 - sensitivity) * prevalence);
        var (cleared, falseAlarms) = (specificity * (1 - prevalence), (1 - specificity) * (1 - prevalence));
        return new(
            found + falseAlarms > 0 ? found / (found + falseAlarms) : null,
            cleared + missed > 0 ? cleared / (cleared + missed) : null);
    }
}
