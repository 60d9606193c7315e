using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Paper;
using CovidCxr.Core.Tests.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Paper;

public class PaperComparisonTests
{
    [Fact]
    public void The_headline_comes_first_with_the_papers_numbers()
    {
        var images = MetricFixtures.TwoHundred();

        var rows = PaperComparison.Rows(EvaluationMetrics.Measure(images, train: images));

        Assert.Equal("test accuracy", rows[0].Name);
        Assert.Equal(0.8730, rows[0].Paper);
        Assert.Equal(0.835, rows[0].Run!.Value, 12);
        Assert.NotNull(rows[0].Interval);
        Assert.Equal(("test COVID-19 recall", 0.98), (rows[1].Name, rows[1].Paper!.Value));
        Assert.Equal(rows.Count, rows.Select(row => row.Name).Distinct().Count());
    }

    [Fact]
    public void Metrics_that_were_not_measured_stay_empty()
    {
        var rows = PaperComparison.Rows(EvaluationMetrics.Measure(MetricFixtures.TwoHundred(), val: []));

        var absent = rows.Where(row => row.Name.StartsWith("train ") || row.Name.StartsWith("controls ")).ToList();
        Assert.NotEmpty(absent);
        Assert.All(absent, row => Assert.Equal((null, false), (row.Run, row.IsMeasured)));
        Assert.Null(EvaluationMetrics.Measure(MetricFixtures.TwoHundred(), val: []).Val);
    }

    [Fact]
    public void Metrics_that_are_not_defined_are_measured_all_the_same()
    {
        var children = MetricFixtures.TwoHundred().Where(image => image.Actual != Finding.Covid19).ToArray();

        var undefined = PaperComparison.Rows(EvaluationMetrics.Measure(children)).Where(row => row is { Run: null, IsMeasured: true });

        Assert.Equal(
            [
                "test COVID-19 recall", "test COVID-19 precision", "test macro AUC",
                "test COVID-19 loss", "test COVID-19 accuracy", "test COVID-19 micro precision", "test COVID-19 micro recall",
                "COVID-19 true-class probability", "test macro precision", "test macro recall", "test macro F1", "COVID-19 AUC",
            ],
            undefined.Select(row => row.Name));
        Assert.All(undefined, row => Assert.Null(row.Interval));
    }

    [Fact]
    public void The_papers_own_numbers_are_consistent()
    {
        Assert.Equal(5614, Findings.All.Sum(PaperResults.TrainImages));
        Assert.Equal(740, Findings.All.Sum(PaperResults.TestImages));
        // The printed percentages give the printed accuracy, within rounding.
        var accuracy = Findings.All.Sum(f => PaperResults.TestImages(f) * PaperResults.ConfusionPercent(f, f)) / 74000.0;
        Assert.Equal(PaperResults.Test.Accuracy, accuracy, 2);
        foreach (var finding in Findings.All)
            Assert.Equal(100, Findings.All.Sum(predicted => PaperResults.ConfusionPercent(finding, predicted)));
    }
}
