using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class CalibrationErrorTests
{
    [Fact]
    public void Two_bins_by_hand()
    {
        // Lower half: confidence 0.5 and 0.6, one right. Upper half: 0.8 and 0.9, both right.
        var error = new CalibrationError(
            [
                MetricFixtures.Image(0, 0.9, 0.1, 0), MetricFixtures.Image(0, 0.5, 0.3, 0.2),
                MetricFixtures.Image(1, 0.1, 0.8, 0.1), MetricFixtures.Image(1, 0.6, 0.2, 0.2),
            ],
            bins: 2);

        Assert.Equal(2, error.Bins.Count);
        Assert.Equal(new ReliabilityBin(2, 0.5, 0.6, 0.55, 0.5), Rounded(error.Bins[0]));
        Assert.Equal(new ReliabilityBin(2, 0.8, 0.9, 0.85, 1), Rounded(error.Bins[1]));
        Assert.Equal((0.05 + 0.15) / 2, error.Expected, 12);
    }

    [Fact]
    public void Two_hundred_images_in_fifteen_bins_as_in_numpy()
    {
        var error = new CalibrationError(MetricFixtures.TwoHundred());

        Assert.Equal(15, error.Bins.Count);
        Assert.Equal(200, error.Bins.Sum(bin => bin.Count));
        Assert.Equal(0.31736632351072186, error.Expected, 12);
    }

    [Fact]
    public void Equal_confidences_stay_together_whatever_the_order()
    {
        var images = Enumerable.Range(0, 30).Select(i => MetricFixtures.Image(i % 3 == 0 ? 1 : 0, 0.7, 0.2, 0.1)).ToArray();

        var error = new CalibrationError(images);

        var bin = Assert.Single(error.Bins);
        Assert.Equal(30, bin.Count);
        Assert.Equal(0.7 - (20 / 30.0), error.Expected, 12);
        Assert.Equal(error.Expected, new CalibrationError([.. images.Reverse()]).Expected, 12);
    }

    [Fact]
    public void Fewer_images_than_bins_get_one_bin_each() =>
        Assert.Equal(2, new CalibrationError([MetricFixtures.Image(0, 1, 0, 0), MetricFixtures.Image(0, 0.5, 0.5, 0)]).Bins.Count);

    [Fact]
    public void No_image_is_an_error() => Assert.Throws<ArgumentException>(() => new CalibrationError([]));

    private static ReliabilityBin Rounded(ReliabilityBin bin) =>
        bin with { Confidence = Math.Round(bin.Confidence, 9), Accuracy = Math.Round(bin.Accuracy, 9) };
}
