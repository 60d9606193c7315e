using CovidCxr.Core.ModelCards;
using Xunit;

namespace CovidCxr.Core.Tests.ModelCards;

public sealed class AdultsWarningTests
{
    [Theory]
    [InlineData(0.8839, "finds COVID-19 in 99 of 112 adults who do not have it")]
    [InlineData(0.11, "finds COVID-19 in 12 of 112 adults who do not have it")]
    [InlineData(0.1, null)]
    [InlineData(0, null)]
    public void It_counts_the_controls_that_the_card_reports(double share, string? expected) => Assert.Equal(
        expected, AdultsWarning.Of(Card(new() { ["controls.images"] = 112, ["controls.called_covid19"] = share })));

    [Fact]
    public void A_card_without_the_figure_says_so()
    {
        Assert.Equal(AdultsWarning.NotMeasured, AdultsWarning.Of(Card([])));
        Assert.Equal(AdultsWarning.NotMeasured, AdultsWarning.Of(Card(new() { ["controls.images"] = 0, ["test.accuracy"] = 1 })));
    }

    private static ModelCard Card(Dictionary<string, double> scores) => new()
    {
        Name = "tiny",
        Version = "1.0",
        Labels = ["COVID-19", "Normal", "Pneumonia"],
        InputSize = 8,
        Preprocessing = [],
        Calibration = new Calibration { Temperature = 1, Images = 0 },
        Network = "tiny",
        Parameters = 1,
        Recipe = "",
        RecipeSha256 = "",
        Seed = 0,
        Epoch = 1,
        DatasetSha256 = "",
        Scores = scores,
        IntendedUse = "",
        SelfTest = new SelfTest { Pixels = [], Probabilities = [] },
    };
}
