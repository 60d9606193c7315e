using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Scoring;
using Xunit;

namespace CovidCxr.Training.Tests.Scoring;

public class RunCalibrationTests
{
    [Fact]
    public void Enough_images_and_a_temperature_inside_the_range_give_no_warning() =>
        Assert.Null(RunCalibration.WarningOf(1.3, Images(40, 30, 30)));

    [Theory]
    [InlineData(0.05)]
    [InlineData(20)]
    public void A_temperature_at_an_end_is_warned_of(double temperature)
    {
        var warning = RunCalibration.WarningOf(temperature, Images(40, 30, 30));
        Assert.StartsWith($"the temperature {temperature} is at the end of the range that was searched (0.05 to 20)", warning);
    }

    [Fact]
    public void A_temperature_that_makes_the_network_certain_of_every_image_is_warned_of()
    {
        static double[] Right(Finding actual) => [.. Findings.All.Select(finding => finding == actual ? 0.9 : 0.05)];
        var right = Images(40, 30, 30).Select(image => image with { Probabilities = Right(image.Actual) });
        Assert.StartsWith(
            "the network is right on every validation image, and the temperature 0.15 makes it certain of each",
            RunCalibration.WarningOf(0.15, [.. right]));
    }

    [Theory]
    [InlineData(33, 33, 33, "only 99 validation images (33 COVID-19, 33 Normal, 33 Pneumonia)")]
    [InlineData(9, 200, 200, "only 409 validation images (9 COVID-19, 200 Normal, 200 Pneumonia)")]
    [InlineData(1, 0, 0, "only 1 validation image (1 COVID-19, 0 Normal, 0 Pneumonia)")]
    public void A_handful_of_images_is_warned_of(int covid19, int normal, int pneumonia, string expected) =>
        Assert.Contains(expected, RunCalibration.WarningOf(1, Images(covid19, normal, pneumonia)));

    [Fact]
    public void Both_reasons_stand_on_one_line()
    {
        var warning = RunCalibration.WarningOf(20, Images(4, 4, 4))!;
        Assert.Matches("^the temperature 20 is .*; temperature and thresholds .* only 12 validation images .* far off$", warning);
    }

    [Fact]
    public void The_warning_is_the_last_key_and_absent_without_a_reason()
    {
        var calibration = new Calibration { Temperature = 2, Images = 3, Warning = "few images" };
        var json = ModelCardJson.Write(calibration);
        Assert.EndsWith("\"images\": 3,\n  \"warning\": \"few images\"\n}\n", json);
        Assert.Equal("few images", ModelCardJson.ReadCalibration(json).Warning);
        Assert.DoesNotContain("warning", ModelCardJson.Write(calibration with { Warning = null }));
    }

    private static List<ScoredImage> Images(params int[] counts) =>
    [
        .. counts.SelectMany((count, finding) => Enumerable.Repeat(new ScoredImage("", "", (Finding)finding, [1, 0, 0]), count)),
    ];
}
