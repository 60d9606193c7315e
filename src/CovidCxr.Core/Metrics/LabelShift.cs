namespace CovidCxr.Core.Metrics;

/// <summary>
/// Corrects probabilities for another mix of classes than the one that they were calibrated on (Saerens et al. 2002, equation 4). It holds
/// if the images of each class look as before and only their shares changed; no other difference between hospitals is mended by it.
/// </summary>
public static class LabelShift
{
    /// <summary>Moves probabilities from one mix to another.</summary>
    /// <param name="probabilities">[k], calibrated for <paramref name="mix"/>.</param>
    /// <param name="mix">[k] the shares of the classes that they were calibrated on, each above 0.</param>
    /// <param name="target">[k] the shares where they are used, each at least 0.</param>
    /// <returns>[k], summing to 1; the probabilities as they are if the mixes are equal.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a share of <paramref name="mix"/> is not above 0.</exception>
    public static double[] Apply(IReadOnlyList<double> probabilities, IReadOnlyList<double> mix, IReadOnlyList<double> target)
    {
        if (mix.Count != probabilities.Count || target.Count != probabilities.Count)
            throw new ArgumentException(
                $"{mix.Count} and {target.Count} shares do not fit {probabilities.Count} probabilities", nameof(mix));
        if (mix.Any(share => !(share > 0)))
            throw new ArgumentException("a class that was not there has no share to move from", nameof(mix));
        var shifted = new double[probabilities.Count];
        for (var k = 0; k < shifted.Length; k++)
            shifted[k] = probabilities[k] * target[k] / mix[k];
        var sum = shifted.Sum();
        for (var k = 0; k < shifted.Length; k++)
            shifted[k] = sum > 0 ? shifted[k] / sum : probabilities[k];
        return shifted;
    }

    /// <summary>The mix in which one class has a given share and the others keep theirs among themselves.</summary>
    /// <param name="mix">[k] the shares before.</param>
    /// <param name="finding">The class.</param>
    /// <param name="prevalence">Its share, above 0 and below 1.</param>
    /// <returns>[k], summing to 1.</returns>
    public static double[] MixWith(IReadOnlyList<double> mix, Finding finding, double prevalence)
    {
        var others = mix.Sum() - mix[(int)finding];
        return [.. mix.Select((share, k) => k == (int)finding ? prevalence : share / others * (1 - prevalence))];
    }
}
