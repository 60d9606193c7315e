namespace CovidCxr.Core.Metrics;

/// <summary>
/// 95 % percentile intervals by resampling whole groups with replacement (cluster bootstrap; Field and Welsh 2007). Images of
/// one patient resemble each other; drawing them one by one would make every interval too narrow.
/// </summary>
/// <remarks>Resamples in which the statistic is undefined are left out of the percentiles.</remarks>
public sealed class GroupBootstrap
{
    /// <summary>The number of resamples in reports, 2000.</summary>
    public const int DefaultResamples = 2000;

    private readonly int[] groupOf;
    private readonly int groups;
    private readonly long seed;
    private readonly int resamples;

    /// <param name="groups">[n] the name of every image's group.</param>
    /// <param name="seed">The same seed gives the same interval, on every system; default 0.</param>
    /// <param name="resamples">At least 1; default 2000.</param>
    public GroupBootstrap(IEnumerable<string> groups, long seed = 0, int resamples = DefaultResamples)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var numbers = new Dictionary<string, int>();
        groupOf = [.. groups.Select(group => numbers.TryAdd(group, numbers.Count) ? numbers.Count - 1 : numbers[group])];
        this.groups = numbers.Count;
        this.seed = seed;
        this.resamples = resamples;
    }

    /// <summary>The number of groups.</summary>
    public int Groups => groups;

    /// <summary>
    /// The interval of a share: images for which <paramref name="hit"/> holds among those for which <paramref name="counted"/> does.
    /// If it holds for all of them or for none, every resample gives the same share and the bootstrap would claim certainty; the
    /// exact binomial interval (Clopper and Pearson 1934) with groups as the trials replaces it.
    /// </summary>
    /// <param name="hit">Called with the index of each counted image, 0 to n - 1.</param>
    /// <param name="counted">Whether the image at an index belongs to the base of the share.</param>
    /// <returns>Null if fewer than two groups are counted, or the share is undefined in more than half of the resamples.</returns>
    public Interval? Share(Func<int, bool> hit, Func<int, bool> counted)
    {
        // Sums per group turn a resample into one pass over the groups.
        var hits = new long[groups];
        var bases = new long[groups];
        for (var i = 0; i < groupOf.Length; i++)
            if (counted(i))
            {
                bases[groupOf[i]]++;
                hits[groupOf[i]] += hit(i) ? 1 : 0;
            }

        var trials = bases.Count(b => b > 0);
        if (trials < 2)
            return null;
        var certain = Math.Pow(0.025, 1.0 / trials);
        if (hits.All(h => h == 0))
            return new Interval(0, 1 - certain);
        if (hits.SequenceEqual(bases))
            return new Interval(certain, 1);

        return Percentiles(drawn =>
        {
            long hitSum = 0, baseSum = 0;
            foreach (var group in drawn)
            {
                hitSum += hits[group];
                baseSum += bases[group];
            }
            return baseSum == 0 ? double.NaN : (double)hitSum / baseSum;
        });
    }

    /// <summary>The interval of any statistic that can be computed from how often each image was drawn.</summary>
    /// <param name="statistic">
    /// Computes the statistic from [n] the number of copies of each image in the resample; NaN if undefined. It must not keep the
    /// array.
    /// </param>
    /// <returns>Null if there are fewer than two groups, or the statistic is undefined in more than half of the resamples.</returns>
    public Interval? Of(Func<int[], double> statistic)
    {
        var groupCopies = new int[groups];
        var copies = new int[groupOf.Length];
        return Percentiles(drawn =>
        {
            Array.Clear(groupCopies);
            foreach (var group in drawn)
                groupCopies[group]++;
            for (var i = 0; i < copies.Length; i++)
                copies[i] = groupCopies[groupOf[i]];
            return statistic(copies);
        });
    }

    private Interval? Percentiles(Func<int[], double> statistic)
    {
        if (groups < 2)
            return null;
        var random = new SplitMix64((ulong)seed);
        var drawn = new int[groups];
        var values = new List<double>(resamples);
        for (var r = 0; r < resamples; r++)
        {
            for (var g = 0; g < drawn.Length; g++)
                drawn[g] = random.Below(groups);
            var value = statistic(drawn);
            if (!double.IsNaN(value))
                values.Add(value);
        }
        if (values.Count == 0 || values.Count * 2 < resamples)
            return null;
        values.Sort();
        return new Interval(Quantile(values, 0.025), Quantile(values, 0.975));
    }

    /// <summary>Interpolates linearly between neighbors, numpy's default.</summary>
    private static double Quantile(List<double> sorted, double share)
    {
        var position = share * (sorted.Count - 1);
        var below = (int)position;
        if (below + 1 >= sorted.Count)
            return sorted[^1];
        return sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below]));
    }
}

/// <summary>A 95 % interval in the unit of its metric.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end, at least <paramref name="Low"/>.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether <paramref name="value"/> lies inside; the ends count as inside.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
