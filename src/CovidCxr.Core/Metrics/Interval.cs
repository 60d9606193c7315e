namespace CovidCxr.Core.Metrics;

/// <summary>A 95 % interval of a figure, in the figure's own unit.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end, at least <paramref name="Low"/>.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether <paramref name="value"/> lies inside, ends included.</summary>
    public bool Contains(double value) => Low <= value && value <= High;
}
