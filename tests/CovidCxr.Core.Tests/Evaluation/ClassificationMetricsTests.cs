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
        Assert.Equal(0.8337032282148987, metrics.MacroPrecision, 12);
        Assert.Equal(0.8327866588796682, metrics.MacroRecall, 12);
        Assert.Equal(0.8331154684095861, metrics.MacroF1, 12);
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
    public void A_single_class_leaves_macro_auc_undefined()
    {
        var metrics = ClassificationMetrics.Measure(
            [.. MetricFixtures.TwoHundred().Where(image => image.Actual == Finding.Covid19)]);

        Assert.Null(metrics.MacroAuc);
        Assert.Null(metrics.MacroAucInterval);
        Assert.Null(metrics[Finding.Normal].Recall);
        Assert.Null(metrics[Finding.Normal].RecallInterval);
        Assert.Equal(metrics.Accuracy, metrics.MacroRecall);
    }

    [Fact]
    public void Two_classes_are_averaged_without_the_absent_one()
    {
        var images = MetricFixtures.TwoHundred().Where(image => image.Actual != Finding.Normal).ToArray();

        var metrics = ClassificationMetrics.Measure(images);

        Assert.Null(metrics[Finding.Normal].Auc);
        Assert.Equal((metrics[Finding.Covid19].Auc + metrics[Finding.Pneumonia].Auc) / 2, metrics.MacroAuc);
        Assert.NotNull(metrics.MacroAucInterval);
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
