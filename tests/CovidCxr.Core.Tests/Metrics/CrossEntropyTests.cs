using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class CrossEntropyTests
{
    [Fact]
    public void One_image_by_hand()
    {
        var image = MetricFixtures.Image(1, 0.2, 0.5, 0.3);
        var smoothed = -((0.04 * Math.Log(0.2)) + (0.92 * Math.Log(0.5)) + (0.04 * Math.Log(0.3)));

        Assert.Equal(Math.Log(2), CrossEntropy.Plain.Mean([image]), 12);
        Assert.Equal(smoothed, CrossEntropy.PaperTest.Mean([image]), 12);
        Assert.Equal(3 * smoothed, CrossEntropy.PaperTraining.Mean([image]), 12);
    }

    [Fact]
    public void Twelve_images_as_in_numpy()
    {
        Assert.Equal(0.708809266872272, CrossEntropy.Plain.Mean(MetricFixtures.Twelve), 12);
        Assert.Equal(0.7858693881285399, CrossEntropy.PaperTest.Mean(MetricFixtures.Twelve), 12);
        Assert.Equal(3.8222563886236913, CrossEntropy.PaperTraining.Mean(MetricFixtures.Twelve), 12);
    }

    [Fact]
    public void Certainty_of_the_wrong_class_stays_finite() =>
        Assert.Equal(-Math.Log(1e-7), CrossEntropy.Plain.Mean([MetricFixtures.Image(0, 0, 1, 0)]), 9);

    [Fact]
    public void No_image_is_an_error() => Assert.Throws<ArgumentException>(() => CrossEntropy.Plain.Mean([]));
}
