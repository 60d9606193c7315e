using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class DeLongTestTests
{
    private static readonly bool[] Positive = [true, true, true, false, false, false];

    [Fact]
    public void Areas_and_variances_are_those_counted_by_hand()
    {
        // A positive of 0.5 ties with a negative of 0.5, which counts half. Placements of the positives: 1, 1, 1/2; of the negatives:
        // 2/3, 5/6, 1. Variance: (1/12)/3 + (1/36)/3 = 1/27.
        var test = DeLongTest.Of([0.9, 0.8, 0.5, 0.7, 0.5, 0.1], [0.2, 0.8, 0.5, 0.7, 0.3, 0.1], Positive)!;

        Assert.Equal(5.0 / 6, test.Auc, 12);
        Assert.Equal(2.0 / 3, test.OtherAuc, 12);
        Assert.Equal(1.0 / 27, test.Variance, 12);
        Assert.Equal(2.0 / 27, test.DifferenceVariance, 12);
        Assert.Equal(0.6123724357, test.Z, 9);
        Assert.Equal(0.5402913746, test.P, 6);
    }

    [Fact]
    public void It_is_about_as_wide_as_the_bootstrap_over_single_images()
    {
        var images = MetricFixtures.TwoHundred();
        var roc = RocCurve.OneVersusRest(images, Finding.Covid19);
        double[] scores = [.. images.Select(image => image.Probabilities[0])];
        var test = DeLongTest.Of(scores, scores, [.. images.Select(image => image.Actual == Finding.Covid19)])!;
        var interval = new GroupBootstrap(images.Select(image => image.Path)).Of(roc.ResampledAuc)!.Value;

        Assert.Equal(roc.Auc, test.Auc, 12);
        Assert.InRange((interval.High - interval.Low) / (2 * 1.96 * test.StandardError), 0.9, 1.1);
    }

    [Fact]
    public void Equal_scores_do_not_differ()
    {
        var test = DeLongTest.Of([1, 2, 3, 0, 1, 2], [1, 2, 3, 0, 1, 2], Positive)!;

        Assert.Equal((0, 0), (test.DifferenceVariance, test.Z));
        Assert.Equal(1, test.P, 6);
    }

    [Fact]
    public void Without_two_of_each_kind_it_is_not_defined() =>
        Assert.Null(DeLongTest.Of([1, 2, 3], [1, 2, 3], [true, false, false]));
}
