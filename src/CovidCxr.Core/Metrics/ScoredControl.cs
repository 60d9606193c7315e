namespace CovidCxr.Core.Metrics;

/// <summary>What a network said of one image of the split <c>controls</c>: an adult without COVID-19, of none of the three classes.</summary>
/// <param name="Path">The image, as the manifest names it.</param>
/// <param name="Group">Its group, the unit of the bootstrap.</param>
/// <param name="Finding">The finding as the source writes it.</param>
/// <param name="Probabilities">[3], in the order of <see cref="Findings.All"/>, each 0..1, summing to 1.</param>
public sealed record ScoredControl(string Path, string Group, string Finding, IReadOnlyList<double> Probabilities)
{
    /// <summary>The class of the highest probability; the first of equal ones.</summary>
    public Finding Predicted => Findings.MostLikely(Probabilities);
}
