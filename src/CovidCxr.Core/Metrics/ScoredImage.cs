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

/// <summary>What every list of class probabilities must hold to be measured.</summary>
internal static class Scores
{
    /// <exception cref="ArgumentException">Not three probabilities from 0 to 1; the message names the image.</exception>
    public static void Check(string path, IReadOnlyList<double> probabilities)
    {
        if (probabilities.Count != Findings.Count)
            throw new ArgumentException($"{path} has {probabilities.Count} probabilities instead of {Findings.Count}", nameof(probabilities));
        foreach (var p in probabilities)
            if (p is not (>= 0 and <= 1))
                throw new ArgumentException($"{path} has a probability of {p}, outside 0 to 1", nameof(probabilities));
    }
}
