using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class RiskCoverageTests
{
    [Fact]
    public void The_surest_images_are_kept_first()
    {
        // By falling confidence: right, right, wrong, right.
        var curve = new RiskCoverage([
            MetricFixtures.Image(0, 0.4, 0.3, 0.3), MetricFixtures.Image(0, 0.9, 0.1, 0), MetricFixtures.Image(1, 0.6, 0.2, 0.2),
            MetricFixtures.Image(2, 0.1, 0.1, 0.8),
        ]);

        Assert.Equal([0.25, 0.5, 0.75, 1], curve.Points.Select(point => point.Coverage));
        Assert.Equal([0, 0, 1 / 3.0, 0.25], curve.Points.Select(point => Math.Round(point.Risk, 12)), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(1, curve.AccuracyAt(0.5));
        Assert.Equal(0.75, curve.AccuracyAt(1));
        Assert.Equal((0.25 + (1 / 3.0)) / 4, curve.Area, 12);
    }

    [Fact]
    public void Of_equally_sure_images_any_may_be_kept()
    {
        var curve = new RiskCoverage([MetricFixtures.Image(0, 0.8, 0.1, 0.1), MetricFixtures.Image(1, 0.8, 0.1, 0.1)]);

        Assert.Equal(0.5, curve.AccuracyAt(0.5));
        Assert.Equal(0.5, curve.AccuracyAt(1));
    }
}
