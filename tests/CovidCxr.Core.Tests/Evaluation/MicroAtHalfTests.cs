using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Tests.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Evaluation;

public class MicroAtHalfTests
{
    [Fact]
    public void A_highest_probability_of_a_half_or_less_is_no_prediction()
    {
        // Right above a half, right below a half, wrong above a half, and exactly a half, which Keras does not count either.
        var micro = MicroAtHalf.Of(
        [
            MetricFixtures.Image(0, 0.8, 0.1, 0.1), MetricFixtures.Image(1, 0.3, 0.4, 0.3),
            MetricFixtures.Image(2, 0.7, 0.1, 0.2), MetricFixtures.Image(2, 0.5, 0, 0.5),
        ]);

        Assert.Equal(new MicroAtHalf(1 / 2.0, 1 / 4.0), micro);
    }

    [Fact]
    public void Twelve_images_give_six_of_eight_and_six_of_twelve() =>
        Assert.Equal(new MicroAtHalf(0.75, 0.5), MicroAtHalf.Of(MetricFixtures.Twelve));

    [Fact]
    public void Precision_without_any_prediction_is_not_defined() =>
        Assert.Equal(new MicroAtHalf(null, 0), MicroAtHalf.Of([MetricFixtures.Image(0, 0.4, 0.3, 0.3)]));

    [Fact]
    public void No_image_is_an_error() => Assert.Throws<ArgumentException>(() => MicroAtHalf.Of([]));
}
