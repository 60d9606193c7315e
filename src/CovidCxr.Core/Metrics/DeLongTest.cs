namespace CovidCxr.Core.Metrics;

/// <summary>
/// Compares the areas under the ROC curves of two scores of the same images (DeLong et al. 1988; equal scores count half). It takes the
/// images as independent: where patients have several, the bootstrap over groups (<see cref="GroupBootstrap"/>) is the one to trust.
/// </summary>
/// <param name="Auc">The first score's area, 0 to 1.</param>
/// <param name="OtherAuc">The second score's area, 0 to 1.</param>
/// <param name="Variance">The variance of the first area.</param>
/// <param name="DifferenceVariance">The variance of the difference; 0 if both scores order the images alike.</param>
public sealed record DeLongTest(double Auc, double OtherAuc, double Variance, double DifferenceVariance)
{
    /// <summary>The standard error of the first area.</summary>
    public double StandardError => Math.Sqrt(Variance);

    /// <summary>The difference in standard errors; 0 if the areas are equal.</summary>
    public double Z => Auc == OtherAuc ? 0 : (Auc - OtherAuc) / Math.Sqrt(DifferenceVariance);

    /// <summary>The probability of a difference at least as large, in either direction, between equally good scores, 0 to 1.</summary>
    public double P => NormalDistribution.TwoSided(Z);

    /// <summary>Compares two scores.</summary>
    /// <param name="scores">[n] the higher, the more likely positive.</param>
    /// <param name="others">[n] of the same images.</param>
    /// <param name="positive">[n] which are positive in truth.</param>
    /// <returns>Null with fewer than two positives or two negatives: the variance is then not defined.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static DeLongTest? Of(IReadOnlyList<double> scores, IReadOnlyList<double> others, IReadOnlyList<bool> positive)
    {
        if (scores.Count != positive.Count || others.Count != positive.Count)
            throw new ArgumentException($"{positive.Count} truths do not fit {scores.Count} and {others.Count} scores", nameof(positive));
        var (m, n) = (positive.Count(p => p), positive.Count(p => !p));
        if (m < 2 || n < 2)
            return null;
        var (first, second) = (Placements.Of(scores, positive), Placements.Of(others, positive));
        double Covariance(Placements a, Placements b) =>
            (Placements.Covariance(a.OfPositives, b.OfPositives) / m) + (Placements.Covariance(a.OfNegatives, b.OfNegatives) / n);
        var variance = Covariance(first, first);
        return new(
            first.Auc, second.Auc, variance, Math.Max(0, variance + Covariance(second, second) - (2 * Covariance(first, second))));
    }
}

/// <summary>How every image of one kind stands among those of the other kind.</summary>
/// <param name="OfPositives">[m] the share of negatives that each positive scores above, equal ones half.</param>
/// <param name="OfNegatives">[n] the share of positives that score above each negative, equal ones half.</param>
file sealed record Placements(double[] OfPositives, double[] OfNegatives)
{
    public double Auc => OfPositives.Average();

    public static Placements Of(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        double[] with = [.. scores.Where((_, i) => positive[i])];
        double[] without = [.. scores.Where((_, i) => !positive[i])];
        double[] sortedWith = [.. with.Order()], sortedWithout = [.. without.Order()];
        return new(
            [.. with.Select(score => ShareBelow(sortedWithout, score))],
            [.. without.Select(score => 1 - ShareBelow(sortedWith, score))]);
    }

    public static double Covariance(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum() / (a.Length - 1);
    }

    private static double ShareBelow(double[] sorted, double score)
    {
        var below = FirstFrom(sorted, value => value >= score);
        var equal = FirstFrom(sorted, value => value > score) - below;
        return (below + (equal / 2.0)) / sorted.Length;
    }

    private static int FirstFrom(double[] sorted, Func<double, bool> holds)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (holds(sorted[middle]))
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}

/// <summary>The standard normal distribution.</summary>
file static class NormalDistribution
{
    /// <summary>The probability of a value at least as far from 0.</summary>
    public static double TwoSided(double z)
    {
        if (double.IsNaN(z))
            return double.NaN;
        if (double.IsInfinity(z))
            return 0;
        // erfc(x) with a fractional error below 1.2e-7 everywhere (Press et al., Numerical Recipes, 2nd edition, section 6.2).
        var x = Math.Abs(z) / Math.Sqrt(2);
        var t = 1 / (1 + (0.5 * x));
        double[] terms =
        [
            -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223, 0.17087277,
        ];
        var sum = 0.0;
        for (var i = terms.Length - 1; i >= 0; i--)
            sum = (sum * t) + terms[i];
        return Math.Min(1, t * Math.Exp((-x * x) + sum));
    }
}
