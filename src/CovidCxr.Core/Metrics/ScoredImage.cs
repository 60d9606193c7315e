namespace CovidCxr.Core.Metrics;

/// <summary>What a network said of one image whose class is known.</summary>
/// <param name="Path">The image, as the manifest names it.</param>
/// <param name="Group">Its group, the unit of the bootstrap.</param>
/// <param name="Actual">Its true class.</param>
/// <param name="Probabilities">[3], in the order of <see cref="Findings.All"/>, each 0..1, summing to 1.</param>
public sealed record ScoredImage(string Path, string Group, Finding Actual, IReadOnlyList<double> Probabilities)
{
    /// <summary>The class of the highest probability; the first of equal ones.</summary>
    public Finding Predicted => Findings.MostLikely(Probabilities);
}
