using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Tests.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Evaluation;

public class ControlsMetricsTests
{
    [Fact]
    public void Three_controls_against_two_covid_images_by_hand()
    {
        IReadOnlyList<ScoredImage> test =
        [
            MetricFixtures.Image("a", 0, 0.9, 0.1, 0), MetricFixtures.Image("b", 0, 0.4, 0.6, 0),
            MetricFixtures.Image("c", 1, 0.99, 0.01, 0),
        ];
        IReadOnlyList<ScoredControl> controls =
        [
            new("1.png", "d", "Tuberculosis", [0.8, 0.1, 0.1]), new("2.png", "e", "No Finding", [0.4, 0.5, 0.1]),
            new("3.png", "b", "Tuberculosis", [0.1, 0.1, 0.8]),
        ];

        var metrics = ControlsMetrics.Measure(test, controls);

        // 0.9 beats all three; 0.4 loses, ties and wins.
        Assert.Equal((3 + 1.5) / 6, metrics.AucVersusCovid19);
        Assert.Equal(2, metrics.CovidImages);
        Assert.Equal(1 / 3.0, metrics.CalledCovid19);
        Assert.Equal(new Interval(0, 1), metrics.CalledCovid19Interval);
        Assert.Equal([new ControlFinding("Tuberculosis", 2, 1), new ControlFinding("No Finding", 1, 0)], metrics.ByFinding);
        Assert.NotNull(metrics.AucInterval);
    }

    [Fact]
    public void Without_covid_images_there_is_no_auc()
    {
        var metrics = ControlsMetrics.Measure([], [new("1.png", "d", "ARDS", [0.8, 0.1, 0.1])]);

        Assert.Null(metrics.AucVersusCovid19);
        Assert.Null(metrics.AucInterval);
        Assert.Null(metrics.CalledCovid19Interval);
        Assert.Equal(1, metrics.CalledCovid19);
    }

    [Fact]
    public void Two_spellings_of_one_finding_are_one_row()
    {
        string[] findings = ["No finding", "No Finding", "no  finding", "No Finding", "Tuberculosis"];

        var metrics = ControlsMetrics.Measure([], [.. findings.Select((f, i) => new ScoredControl($"{i}.png", $"{i}", f, [0.8, 0.1,
            0.1]))]);

        Assert.Equal([new ControlFinding("No Finding", 4, 4), new ControlFinding("Tuberculosis", 1, 1)], metrics.ByFinding);
    }

    [Fact]
    public void No_control_is_an_error() => Assert.Throws<ArgumentException>(() => ControlsMetrics.Measure([], []));
}
