namespace CovidCxr.Reports.Benchmarking;

/// <summary>The runs of one recipe with different seeds.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Rows">At least one.</param>
internal sealed record NetworkSummary(string Recipe, IReadOnlyList<BenchmarkRow> Rows)
{
    /// <summary>The recipes in the order in which they come first.</summary>
    public static IReadOnlyList<NetworkSummary> Of(IEnumerable<BenchmarkRow> rows) =>
        [.. rows.GroupBy(row => row.Recipe).Select(recipe => new NetworkSummary(recipe.Key, [.. recipe]))];

    /// <summary>The mean of a column over the seeds; null if no run has the figure.</summary>
    public double? Mean(string column) =>
        Rows.Select(row => row.Number(column)).OfType<double>().ToList() is { Count: > 0 } numbers ? numbers.Average() : null;

    /// <summary>The standard deviation over the seeds; null with fewer than two.</summary>
    public double? Deviation(string column)
    {
        var numbers = Rows.Select(row => row.Number(column)).OfType<double>().ToList();
        if (numbers.Count < 2)
            return null;
        var mean = numbers.Average();
        return Math.Sqrt(numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Count - 1));
    }
}
