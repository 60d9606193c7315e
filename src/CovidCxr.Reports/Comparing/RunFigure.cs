namespace CovidCxr.Reports.Comparing;

/// <summary>One figure of several runs.</summary>
/// <param name="Name">Its place in <c>metrics.json</c>, for example <c>test.accuracy</c>.</param>
/// <param name="Paper">The paper's value; null where it has none.</param>
/// <param name="Values">The runs' values, in their order; null where a run has none.</param>
public sealed record RunFigure(string Name, double? Paper, IReadOnlyList<double?> Values)
{
    /// <summary>The mean of the runs that have a value; null where none has.</summary>
    public double? Mean => Values.Average();

    /// <summary>Their standard deviation (n - 1); null with fewer than two.</summary>
    public double? Deviation
    {
        get
        {
            var present = Values.OfType<double>().ToList();
            if (present.Count < 2)
                return null;
            var mean = present.Average();
            return Math.Sqrt(present.Sum(value => (value - mean) * (value - mean)) / (present.Count - 1));
        }
    }
}
