namespace CovidCxr.Core.Metrics;

/// <summary>
/// 95 % percentile intervals by resampling whole groups with replacement (cluster bootstrap; Field and Welsh 2007). Images of
/// one patient resemble each other; drawing them one by one would make every interval too narrow.
/// </summary>
/// <remarks>Resamples in which the figure is not defined are left out of the percentiles.</remarks>
public sealed class GroupBootstrap
{
    /// <summary>The resamples that results are reported with, 2000.</summary>
    public const int DefaultResamples = 2000;

    private readonly int[] groupOf;
    private readonly int groups;
    private readonly long seed;
    private readonly int resamples;

    /// <param name="groups">[n] the group of every image, by name.</param>
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

    /// <summary>The groups told apart.</summary>
    public int Groups => groups;

    /// <summary>
    /// The interval of a share: images for which <paramref name="hit"/> holds among those for which <paramref name="counted"/> does.
    /// Where it holds for all of them or for none, every resample says the same and the bootstrap would claim certainty; the exact
    /// binomial interval (Clopper and Pearson 1934) with groups as the trials stands in then.
    /// </summary>
    /// <param name="hit">Asked with the image's index, 0 to n - 1, only where it is counted.</param>
    /// <param name="counted">Whether the image belongs to the share's base at all.</param>
    /// <returns>Null where fewer than two groups are counted, or the share is undefined in more than half of the resamples.</returns>
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

    /// <summary>The interval of any figure that can be computed from how often each image was drawn.</summary>
    /// <param name="statistic">Given [n] the number of times each image stands in the resample, gives the figure, or NaN where it is not defined; must not keep the array.</param>
    /// <returns>Null where there are fewer than two groups, or the figure is undefined in more than half of the resamples.</returns>
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

    private Interval? Percentiles(Func<int[], double> figure)
    {
        if (groups < 2)
            return null;
        var random = new SplitMix64((ulong)seed);
        var drawn = new int[groups];
        var figures = new List<double>(resamples);
        for (var r = 0; r < resamples; r++)
        {
            for (var g = 0; g < drawn.Length; g++)
                drawn[g] = random.Below(groups);
            var value = figure(drawn);
            if (!double.IsNaN(value))
                figures.Add(value);
        }
        if (figures.Count == 0 || figures.Count * 2 < resamples)
            return null;
        figures.Sort();
        return new Interval(Quantile(figures, 0.025), Quantile(figures, 0.975));
    }

    /// <summary>Linear between the neighbors, as numpy's default.</summary>
    private static double Quantile(List<double> sorted, double share)
    {
        var position = share * (sorted.Count - 1);
        var below = (int)position;
        if (below + 1 >= sorted.Count)
            return sorted[^1];
        return sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below]));
    }
}

/// <summary>A 95 % interval of a figure, in the figure's own unit.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end, at least <paramref name="Low"/>.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether <paramref name="value"/> lies inside, ends included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
