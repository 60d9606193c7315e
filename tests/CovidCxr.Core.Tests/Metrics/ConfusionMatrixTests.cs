using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class ConfusionMatrixTests
{
    [Fact]
    public void Counts_rows_actual_and_columns_predicted()
    {
        var matrix = new ConfusionMatrix(MetricFixtures.Twelve);

        int[,] expected = { { 3, 0, 1 }, { 0, 3, 1 }, { 1, 1, 2 } };
        foreach (var actual in Findings.All)
            foreach (var predicted in Findings.All)
                Assert.Equal(expected[(int)actual, (int)predicted], matrix[actual, predicted]);
        Assert.Equal(12, matrix.Total);
        Assert.Equal(8 / 12.0, matrix.Accuracy);
        Assert.Equal(25.0, matrix.RowPercent(Finding.Pneumonia, Finding.Covid19));
    }

    [Fact]
    public void Precision_recall_and_f1_follow_the_textbook()
    {
        // COVID-19: 2 of 3 found, 1 false alarm.
        var matrix = new ConfusionMatrix(
        [
            MetricFixtures.Image(0, 0.9, 0.1, 0), MetricFixtures.Image(0, 0.9, 0.1, 0), MetricFixtures.Image(0, 0, 1, 0),
            MetricFixtures.Image(1, 1, 0, 0), MetricFixtures.Image(1, 0, 1, 0),
        ]);

        Assert.Equal(2 / 3.0, matrix.Precision(Finding.Covid19));
        Assert.Equal(2 / 3.0, matrix.Recall(Finding.Covid19));
        Assert.Equal(2 / 3.0, matrix.F1(Finding.Covid19));
        Assert.Equal(0.5, matrix.Precision(Finding.Normal));
        Assert.Equal(0.5, matrix.Recall(Finding.Normal));
    }

    [Fact]
    public void An_absent_class_has_no_metrics_and_a_missed_one_no_precision()
    {
        var matrix = new ConfusionMatrix([MetricFixtures.Image(0, 0, 1, 0), MetricFixtures.Image(1, 0, 1, 0)]);

        Assert.Null(matrix.Precision(Finding.Pneumonia));
        Assert.Null(matrix.Recall(Finding.Pneumonia));
        Assert.Null(matrix.F1(Finding.Pneumonia));
        Assert.Null(matrix.RowPercent(Finding.Pneumonia, Finding.Pneumonia));
        Assert.Null(matrix.Precision(Finding.Covid19));
        Assert.Equal(0, matrix.Recall(Finding.Covid19));
        Assert.Equal(0, matrix.F1(Finding.Covid19));
    }

    [Fact]
    public void No_image_is_an_error() => Assert.Throws<ArgumentException>(() => new ConfusionMatrix([]));
}
