namespace CovidCxr.Core.Metrics;

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
