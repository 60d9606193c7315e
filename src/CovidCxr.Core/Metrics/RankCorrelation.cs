namespace CovidCxr.Core.Metrics;

/// <summary>The correlation of two orders (Spearman 1904): 1 for the same order, 0 for unrelated ones, -1 for the reverse.</summary>
public static class RankCorrelation
{
    /// <summary>Correlates the ranks; equal values share the mean of their ranks.</summary>
    /// <param name="a">[n] values.</param>
    /// <param name="b">[n] values of the same things.</param>
    /// <returns>-1 to 1; null if all values of one are equal, or there are fewer than two.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double? Of(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count != b.Count)
            throw new ArgumentException($"{b.Count} values do not fit {a.Count}", nameof(b));
        if (a.Count < 2)
            return null;
        var (ranksA, ranksB) = (Ranks(a), Ranks(b));
        var mean = (a.Count - 1) / 2.0;
        double common = 0, squaresA = 0, squaresB = 0;
        for (var i = 0; i < a.Count; i++)
        {
            common += (ranksA[i] - mean) * (ranksB[i] - mean);
            squaresA += (ranksA[i] - mean) * (ranksA[i] - mean);
            squaresB += (ranksB[i] - mean) * (ranksB[i] - mean);
        }
        return squaresA == 0 || squaresB == 0 ? null : common / Math.Sqrt(squaresA * squaresB);
    }

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var ranks = new double[values.Count];
        for (var start = 0; start < order.Length;)
        {
            var end = start;
            while (end < order.Length && values[order[end]] == values[order[start]])
                end++;
            for (var i = start; i < end; i++)
                ranks[order[i]] = (start + end - 1) / 2.0;
            start = end;
        }
        return ranks;
    }
}
