using CovidCxr.Core.Metrics;
using Xunit;

namespace CovidCxr.Core.Tests.Metrics;

public class OffsetScalingTests
{
    [Fact]
    public void Undoes_a_temperature_and_the_weight_of_a_class()
    {
        // Images drawn from their own probabilities, which a network then sharpens and shifts toward COVID-19.
        var random = new SplitMix64(3);
        var images = new List<ScoredImage>();
        var truths = new List<double[]>();
        for (var i = 0; i < 4000; i++)
        {
            double[] scores = [random.Between(-2, 2), random.Between(-2, 2), random.Between(-2, 2)];
            var truth = TemperatureScaling.Apply([.. scores.Select(Math.Exp)], 1);
            var draw = random.Between(0, 1);
            var actual = draw < truth[0] ? Finding.Covid19 : draw < truth[0] + truth[1] ? Finding.Normal : Finding.Pneumonia;
            truths.Add(truth);
            images.Add(new ScoredImage("", "", actual, TemperatureScaling.Apply(truth, 0.5, [1.2, -0.4, 0])));
        }

        var (temperature, offsets) = OffsetScaling.Fit(images);

        Assert.Equal(2, temperature, 0.15);
        Assert.Equal(0, offsets[^1]);
        var errors = images.Zip(truths, (image, truth) =>
            TemperatureScaling.Apply(image.Probabilities, temperature, offsets).Zip(truth, (p, q) => Math.Abs(p - q)).Max());
        Assert.True(errors.Max() < 0.06, $"{errors.Max()}");
    }

    [Fact]
    public void Certain_and_separable_images_end_within_the_ranges()
    {
        ScoredImage[] images = [.. Findings.All.Select(finding =>
            new ScoredImage("", "", finding, [.. Findings.All.Select(other => other == finding ? 1.0 : 0)]))];
        var (temperature, offsets) = OffsetScaling.Fit(images);
        Assert.InRange(temperature, TemperatureScaling.Lowest * 0.99, TemperatureScaling.Highest * 1.01);
        Assert.All(offsets, offset => Assert.True(double.IsFinite(offset)));
    }

    [Fact]
    public void No_image_is_an_error() => Assert.Throws<ArgumentException>(() => OffsetScaling.Fit([]));
}
