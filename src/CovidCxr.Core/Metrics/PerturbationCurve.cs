namespace CovidCxr.Core.Metrics;

/// <summary>
/// How a probability changes while the parts of an image are taken away or put back in the order of a heat map (deletion and insertion,
/// Petsiuk et al. 2018). A map that shows what the network uses makes the probability fall at once in the one, and rise at once in the
/// other.
/// </summary>
/// <param name="Values">[n], at least two: the probabilities from nothing changed to everything changed, at equal steps.</param>
public sealed record PerturbationCurve(IReadOnlyList<double> Values)
{
    /// <summary>The area under the curve by trapezoids over a width of 1, 0 to 1.</summary>
    public double Area
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(Values.Count, 2, nameof(Values));
            return (Values.Sum() - ((Values[0] + Values[^1]) / 2)) / (Values.Count - 1);
        }
    }
}
