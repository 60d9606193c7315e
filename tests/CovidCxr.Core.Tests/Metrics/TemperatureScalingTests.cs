using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class TemperatureScalingTests
{
    [Fact]
    public void Overconfident_probabilities_come_down_to_the_accuracy()
    {
        // Always 0.98 for the first class and 0.01 for the others; right seven times in ten.
        var images = Enumerable.Range(0, 100).Select(i => MetricFixtures.Image(i % 10 < 7 ? 0 : 1 + (i % 2), 0.98, 0.01, 0.01)).ToArray();
        var temperature = TemperatureScaling.Fit(images, CrossEntropy.Plain);
        Assert.True(temperature > 1);
        Assert.Equal(0.7, TemperatureScaling.Apply([0.98, 0.01, 0.01], temperature)[0], 1e-4);
    }

    [Fact]
    public void Underconfident_probabilities_that_are_always_right_become_certain()
    {
        double[] Probabilities(int actual) => [.. Enumerable.Range(0, 3).Select(k => k == actual ? 0.6 : 0.2)];
        var images = Enumerable.Range(0, 30).Select(i => MetricFixtures.Image(i % 3, Probabilities(i % 3))).ToArray();
        Assert.True(TemperatureScaling.Apply([0.6, 0.2, 0.2], TemperatureScaling.Fit(images, CrossEntropy.Plain))[0] > 0.999999);
    }

    [Fact]
    public void Calibrated_probabilities_get_a_temperature_of_one()
    {
        // The classes occur as often as their probabilities say: 0.6, 0.3, 0.1.
        var images = Enumerable.Range(0, 100).Select(i => MetricFixtures.Image(i < 60 ? 0 : i < 90 ? 1 : 2, 0.6, 0.3, 0.1)).ToArray();
        Assert.Equal(1, TemperatureScaling.Fit(images, CrossEntropy.Plain), 1e-3);
    }

    [Fact]
    public void A_temperature_keeps_order_and_sum_and_accepts_a_zero()
    {
        var hot = TemperatureScaling.Apply([0.7, 0.3, 0], 3);
        Assert.Equal(1, hot.Sum(), 1e-12);
        Assert.True(hot[0] > hot[1] && hot[1] > hot[2] && hot[2] >= 0);
        Assert.Equal([0.7, 0.3, 0], TemperatureScaling.Apply([0.7, 0.3, 0], 1).Select(p => Math.Round(p, 12)));
    }

    [Fact]
    public void Class_weights_simulate_another_mix_of_classes()
    {
        // 0.6 for the first class is calibrated here; with three times as many images of the other classes it is overconfident.
        var images = Enumerable.Range(0, 100).Select(i => MetricFixtures.Image(i < 60 ? 0 : i < 90 ? 1 : 2, 0.6, 0.3, 0.1)).ToArray();
        Assert.True(TemperatureScaling.Fit(images, new CrossEntropy(0, [1, 3, 3])) > 1.2);
    }

    [Fact]
    public void A_temperature_that_the_images_do_not_hold_is_known_as_such()
    {
        static ScoredImage[] Images(double right, double wrong) =>
        [
            .. Enumerable.Range(0, 30).Select(i => i % 3)
                .Select(actual => MetricFixtures.Image(actual, [.. Enumerable.Range(0, 3).Select(k => k == actual ? right : wrong)])),
        ];
        var (never, always) = (Images(0.2, 0.4), Images(0.6, 0.2));
        Assert.True(TemperatureScaling.IsAtEnd(TemperatureScaling.Fit(never, CrossEntropy.Plain)));
        Assert.True(TemperatureScaling.IsCertain(TemperatureScaling.Fit(always, CrossEntropy.Plain), always));
        Assert.False(TemperatureScaling.IsCertain(1, always));
        Assert.All([0.051, 0.5, 1, 2, 19.9], temperature => Assert.False(TemperatureScaling.IsAtEnd(temperature)));
        Assert.All([0.05, 20], temperature => Assert.True(TemperatureScaling.IsAtEnd(temperature)));
    }

    [Fact]
    public void No_image_is_an_error() => Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([], CrossEntropy.Plain));
}
