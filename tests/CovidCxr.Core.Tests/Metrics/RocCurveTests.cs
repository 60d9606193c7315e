using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class RocCurveTests
{
    [Theory]
    [InlineData(Finding.Covid19, 0.890625)]
    [InlineData(Finding.Normal, 0.921875)]
    [InlineData(Finding.Pneumonia, 0.84375)]
    public void Area_with_ties_as_in_scikit_learn(Finding finding, double expected) =>
        Assert.Equal(expected, RocCurve.OneVersusRest(MetricFixtures.Twelve, finding).Auc, 12);

    [Fact]
    public void Points_as_in_scikit_learn()
    {
        var points = RocCurve.OneVersusRest(MetricFixtures.Twelve, Finding.Covid19).Points;

        Assert.Equal([0, 0, 0, 0.125, 0.25, 0.5, 1], points.Select(p => p.FalsePositiveRate));
        Assert.Equal([0, 0.25, 0.5, 0.75, 0.75, 1, 1], points.Select(p => p.TruePositiveRate));
        Assert.Equal([double.PositiveInfinity, 0.8, 0.7, 0.4, 0.3, 0.2, 0.1], points.Select(p => p.Threshold));
    }

    [Fact]
    public void Area_is_the_share_of_pairs_in_the_right_order_and_the_area_under_the_points()
    {
        var images = MetricFixtures.TwoHundred();
        foreach (var finding in Findings.All)
        {
            var curve = RocCurve.OneVersusRest(images, finding);

            double wins = 0, pairs = 0;
            foreach (var positive in images.Where(i => i.Actual == finding))
                foreach (var negative in images.Where(i => i.Actual != finding))
                {
                    pairs++;
                    wins += (positive.Probabilities[(int)finding].CompareTo(negative.Probabilities[(int)finding]) + 1) / 2.0;
                }
            Assert.Equal(wins / pairs, curve.Auc, 12);

            var area = curve.Points.Zip(curve.Points.Skip(1), (a, b) =>
                (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
            Assert.Equal(area, curve.Auc, 12);
        }
    }

    [Fact]
    public void All_scores_equal_is_chance() =>
        Assert.Equal(0.5, new RocCurve([0.3, 0.3, 0.3], [true, false, false]).Auc);

    [Fact]
    public void Without_negatives_there_is_no_area()
    {
        var curve = new RocCurve([0.3, 0.4], [true, true]);

        Assert.Equal(double.NaN, curve.Auc);
        Assert.Empty(curve.Points);
    }

    [Fact]
    public void Copies_count_like_repeated_scores()
    {
        var once = new RocCurve([0.9, 0.5, 0.5, 0.1], [true, false, true, false]);
        var repeated = new RocCurve([0.9, 0.5, 0.5, 0.5, 0.5], [true, false, false, false, true]);

        Assert.Equal(repeated.Auc, once.ResampledAuc([1, 3, 1, 0]));
        Assert.Equal(double.NaN, once.ResampledAuc([1, 0, 1, 0]));
    }

    [Fact]
    public void Bad_scores_are_errors()
    {
        Assert.Throws<ArgumentException>(() => new RocCurve([], []));
        Assert.Throws<ArgumentException>(() => new RocCurve([0.1], [true, false]));
        Assert.Throws<ArgumentException>(() => new RocCurve([0.1, double.NaN], [true, false]));
    }
}
