using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class OperatingPointChoiceTests
{
    [Fact]
    public void Thresholds_by_hand()
    {
        // 20 COVID-19 images at 0.05, 0.10 ... 1.00 and 20 Normal ones at 0.02, 0.04 ... 0.40.
        ScoredImage[] images =
        [
            .. Enumerable.Range(1, 20).Select(i => Image(0, i / 20.0)),
            .. Enumerable.Range(1, 20).Select(i => Image(1, i / 50.0)),
        ];
        var points = OperatingPointChoice.Choose(images).Where(p => p.Finding == Finding.Covid19).ToDictionary(p => p.Name);

        // One of twenty may be missed: the threshold is the second lowest.
        Assert.Equal(0.10, points["sensitivity 0.95"].Threshold, 12);
        Assert.Equal(0.95, points["sensitivity 0.95"].Sensitivity, 12);
        Assert.Equal(4 / 20.0, points["sensitivity 0.95"].Specificity, 12);

        // One of twenty may be called wrongly: the threshold is just above the second highest.
        Assert.Equal(0.38, points["specificity 0.95"].Threshold, 1e-9);
        Assert.Equal(0.95, points["specificity 0.95"].Specificity, 12);
        Assert.Equal(13 / 20.0, points["specificity 0.95"].Sensitivity, 12);
    }

    [Fact]
    public void Every_threshold_reaches_its_target()
    {
        var points = OperatingPointChoice.Choose(MetricFixtures.TwoHundred());
        Assert.Equal(6, points.Count);
        foreach (var point in points)
        {
            var reached = point.Name.StartsWith("sens", StringComparison.Ordinal) ? point.Sensitivity : point.Specificity;
            Assert.True(reached >= 0.95, $"{point}");
            Assert.InRange(point.Threshold, 0, 1);
        }
    }

    [Fact]
    public void A_finding_that_no_image_has_gets_no_threshold()
    {
        var points = OperatingPointChoice.Choose([Image(0, 0.9), Image(1, 0.2)]);

        Assert.Equal([Finding.Covid19, Finding.Normal], points.Select(p => p.Finding).Distinct());
    }

    private static ScoredImage Image(int actual, double covid) =>
        MetricFixtures.Image(actual, covid, (1 - covid) * 0.75, (1 - covid) * 0.25);
}
