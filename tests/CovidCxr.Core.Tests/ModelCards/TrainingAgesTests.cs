using CovidCxr.Core.ModelCards;
using Xunit;

namespace CovidCxr.Core.Tests.ModelCards;

public sealed class TrainingAgesTests
{
    [Theory]
    [InlineData(0.5, true)]
    [InlineData(5.9, true)]
    [InlineData(10, false)]
    [InlineData(18, true)]
    [InlineData(64.9, true)]
    [InlineData(104, true)]
    public void An_age_counts_if_its_band_has_one_image_in_fifty(double years, bool covered) => Assert.Equal(
        covered,
        TrainingAges.Cover(new Dictionary<string, int>
        {
            ["0-5"] = 4701,
            ["6-17"] = 86,
            ["18-39"] = 275,
            ["40-64"] = 615,
            ["65 and over"] = 304,
            ["not known"] = 2948,
        }, years));

    [Fact]
    public void Without_counts_every_age_is_covered() =>
        Assert.True(TrainingAges.Cover(new Dictionary<string, int> { ["not known"] = 5 }, 10));
}
