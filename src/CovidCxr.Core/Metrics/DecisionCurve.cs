namespace CovidCxr.Core.Metrics;

/// <summary>
/// The net benefit of acting on a probability (decision curve analysis; Vickers and Elkin 2006): true positives less false positives, each
/// false one weighed by the odds of the threshold, per image. Somebody who acts from a probability of 0.1 on accepts nine false alarms for
/// one case that is found.
/// </summary>
public sealed class DecisionCurve
{
    private readonly double[] probabilities;
    private readonly bool[] positive;

    /// <param name="probabilities">[n], 0 to 1.</param>
    /// <param name="positive">[n] which are positive in truth.</param>
    /// <exception cref="ArgumentException">There is no probability, or the lengths differ.</exception>
    public DecisionCurve(IReadOnlyList<double> probabilities, IReadOnlyList<bool> positive)
    {
        if (probabilities.Count == 0 || probabilities.Count != positive.Count)
            throw new ArgumentException($"{positive.Count} truths do not fit {probabilities.Count} probabilities", nameof(positive));
        this.probabilities = [.. probabilities];
        this.positive = [.. positive];
    }

    /// <summary>The net benefit of acting on every image at or above a threshold; at most the share of positives.</summary>
    /// <param name="threshold">0 up to, not including, 1.</param>
    /// <param name="copies">[n] how often each image counts, for a bootstrap; null for once each.</param>
    /// <returns>NaN if no image counts.</returns>
    public double NetBenefit(double threshold, int[]? copies = null) => Benefit(threshold, copies, i => probabilities[i] >= threshold);

    /// <summary>The net benefit of acting on every image, whatever the model says.</summary>
    /// <inheritdoc cref="NetBenefit" path="/param"/>
    /// <inheritdoc cref="NetBenefit" path="/returns"/>
    public double ActOnAll(double threshold, int[]? copies = null) => Benefit(threshold, copies, _ => true);

    private double Benefit(double threshold, int[]? copies, Func<int, bool> acts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(threshold, 1);
        long images = 0, found = 0, falseAlarms = 0;
        for (var i = 0; i < positive.Length; i++)
        {
            var count = copies?[i] ?? 1;
            images += count;
            if (acts(i) && positive[i])
                found += count;
            else if (acts(i))
                falseAlarms += count;
        }
        return images == 0 ? double.NaN : (found - (falseAlarms * threshold / (1 - threshold))) / images;
    }
}
