using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class BrierScoreTests
{
    [Fact]
    public void It_sums_squared_distances_over_the_classes()
    {
        Assert.Equal(0.09 + 0.04 + 0.01, BrierScore.Of(MetricFixtures.Image(0, 0.7, 0.2, 0.1)), 12);
        Assert.Equal(2, BrierScore.Of(MetricFixtures.Image(0, 0, 1, 0)), 12);
        Assert.Equal(1, BrierScore.Mean([MetricFixtures.Image(0, 0, 1, 0), MetricFixtures.Image(2, 0, 0, 1)]), 12);
    }

    [Fact]
    public void Perturbation_areas_are_trapezoids()
    {
        Assert.Equal(0.5, new PerturbationCurve([1, 0]).Area, 12);
        Assert.Equal((1 + 0.5 + 0.1 + (0.0 / 2) - 0.5) / 3, new PerturbationCurve([1, 0.5, 0.1, 0]).Area, 12);
        Assert.Equal(0.7, new PerturbationCurve([0.7, 0.7, 0.7]).Area, 12);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerturbationCurve([1]).Area);
    }

    [Fact]
    public void Ranks_correlate_and_ties_share_theirs()
    {
        Assert.Equal(1, RankCorrelation.Of([1, 2, 3], [10, 20, 400])!.Value, 12);
        Assert.Equal(-1, RankCorrelation.Of([1, 2, 3], [3, 2, 1])!.Value, 12);
        // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: 4.5 / sqrt(4.5 * 5).
        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), RankCorrelation.Of([1, 2, 2, 3], [1, 2, 3, 4])!.Value, 12);
        Assert.Null(RankCorrelation.Of([1, 1], [1, 2]));
    }
}
