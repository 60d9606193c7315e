namespace CovidCxr.Core.Metrics;

/// <summary>A classifier's output for an image of known class.</summary>
/// <param name="Path">The image, as the manifest names it.</param>
/// <param name="Group">Its patient group, the unit of the bootstrap.</param>
/// <param name="Actual">Its true class.</param>
/// <param name="Probabilities">[3], in the order of <see cref="Findings.All"/>, each 0..1, summing to 1.</param>
public sealed record ScoredImage(string Path, string Group, Finding Actual, IReadOnlyList<double> Probabilities)
{
    /// <summary>The class of the highest probability; the first of equal ones.</summary>
    public Finding Predicted => Findings.MostLikely(Probabilities);

    /// <exception cref="ArgumentException">Not three probabilities from 0 to 1.</exception>
    internal void Check() => ProbabilityVector.Check(Path, Probabilities);
}

/// <summary>A classifier's output for an image of the split <c>controls</c>: an adult without COVID-19, of none of the classes.</summary>
/// <param name="Path">The image, as the manifest names it.</param>
/// <param name="Group">Its patient group, the unit of the bootstrap.</param>
/// <param name="Finding">The finding as the source writes it.</param>
/// <param name="Probabilities">[3], in the order of <see cref="Findings.All"/>, each 0..1, summing to 1.</param>
public sealed record ScoredControl(string Path, string Group, string Finding, IReadOnlyList<double> Probabilities)
{
    /// <summary>The class of the highest probability; the first of equal ones.</summary>
    public Finding Predicted => Findings.MostLikely(Probabilities);

    /// <inheritdoc cref="ScoredImage.Check"/>
    internal void Check() => ProbabilityVector.Check(Path, Probabilities);
}

/// <summary>Checks the probabilities of both kinds of scored images.</summary>
file static class ProbabilityVector
{
    public static void Check(string path, IReadOnlyList<double> probabilities)
    {
        if (probabilities.Count != Findings.Count)
            throw new ArgumentException(
                $"{path} has {probabilities.Count} probabilities instead of {Findings.Count}", nameof(probabilities));
        foreach (var p in probabilities)
            if (p is not (>= 0 and <= 1))
                throw new ArgumentException($"{path} has a probability of {p}, outside 0 to 1", nameof(probabilities));
    }
}
