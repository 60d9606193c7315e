using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Tests.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Evaluation;

public class ClassificationMetricsTests
{
    [Fact]
    public void Two_hundred_images_as_in_scikit_learn()
    {
        var metrics = ClassificationMetrics.Measure(MetricFixtures.TwoHundred());

        Assert.Equal(200, metrics.Images);
        Assert.Equal(100, metrics.Groups);
        Assert.Equal(0.835, metrics.Accuracy, 12);
        Assert.Equal(0.8337032282148987, metrics.MacroPrecision!.Value, 12);
        Assert.Equal(0.8327866588796682, metrics.MacroRecall!.Value, 12);
        Assert.Equal(0.8331154684095861, metrics.MacroF1!.Value, 12);
        Assert.Equal(0.9494580221897689, metrics.MacroAuc!.Value, 12);
        Assert.Equal(0.6761340768486387, metrics.PlainLoss, 12);
        Assert.Equal(0.31736632351072186, metrics.Calibration.Expected, 12);
        Assert.True(metrics.AccuracyInterval!.Value.Contains(metrics.Accuracy));
        Assert.True(metrics.MacroAucInterval!.Value.Contains(metrics.MacroAuc.Value));
        foreach (var one in metrics.Classes)
        {
            Assert.True(one.RecallInterval!.Value.Contains(one.Recall!.Value));
            Assert.True(one.PrecisionInterval!.Value.Contains(one.Precision!.Value));
        }
    }

    [Fact]
    public void A_single_class_leaves_every_macro_metric_undefined()
    {
        var metrics = ClassificationMetrics.Measure(
            [.. MetricFixtures.TwoHundred().Where(image => image.Actual == Finding.Covid19)]);

        Assert.Null(metrics.MacroAuc);
        Assert.Null(metrics.MacroAucInterval);
        Assert.Null(metrics[Finding.Normal].Recall);
        Assert.Null(metrics[Finding.Normal].RecallInterval);
        Assert.Equal((null, null, null), (metrics.MacroPrecision, metrics.MacroRecall, metrics.MacroF1));
        // No prediction of the class can be wrong, and none of another right.
        Assert.All(metrics.Classes, one => Assert.Equal((null, null, null), (one.Precision, one.PrecisionInterval, one.F1)));
    }

    [Fact]
    public void A_class_without_images_leaves_every_macro_metric_undefined()
    {
        var images = MetricFixtures.TwoHundred().Where(image => image.Actual != Finding.Normal).ToArray();

        var metrics = ClassificationMetrics.Measure(images);

        Assert.Null(metrics[Finding.Normal].Auc);
        Assert.NotNull(metrics[Finding.Covid19].Auc);
        Assert.Equal(
            (null, null, null, null, null),
            (metrics.MacroPrecision, metrics.MacroRecall, metrics.MacroF1, metrics.MacroAuc, metrics.MacroAucInterval));
    }

    [Fact]
    public void A_class_that_is_never_predicted_has_no_precision_and_leaves_the_macro_precision_undefined()
    {
        var metrics = ClassificationMetrics.Measure(
        [
            MetricFixtures.Image("a", 0, 0.9, 0.1, 0), MetricFixtures.Image("b", 1, 0.1, 0.9, 0), MetricFixtures.Image("c", 2, 0.1, 0.9, 0),
        ]);

        Assert.Equal((null, null, 0, 0), (metrics[Finding.Pneumonia].Precision, metrics.MacroPrecision, metrics[Finding.Pneumonia].Recall,
            metrics[Finding.Pneumonia].F1));
        Assert.Equal((2 / 3.0, (1 + (2 / 3.0)) / 3), (metrics.MacroRecall!.Value, metrics.MacroF1!.Value));
    }

    [Fact]
    public void Nothing_to_measure_and_bad_probabilities_are_errors()
    {
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Measure([]));
        var short_ = Assert.Throws<ArgumentException>(() => ClassificationMetrics.Measure([MetricFixtures.Image("g", 0, 0.5, 0.5)]));
        Assert.StartsWith("g.png has 2 probabilities instead of 3", short_.Message);
        Assert.Throws<ArgumentException>(() => ClassificationMetrics.Measure([MetricFixtures.Image("g", 0, double.NaN, 0.5, 0.5)]));
    }
}
