using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;
using CovidCxr.Datasets.Tests.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Splitting;

/// <summary>A third collection beside the two of <see cref="SyntheticImages"/>: 60 adults with two images each.</summary>
public sealed class SplitPolicyTests
{
    private const int TestCovid = 40;

    [Theory]
    [InlineData(Finding.Normal)]
    [InlineData(Finding.Covid19)]
    public void External_test_images_are_all_test_on_top_of_the_wanted_number(Finding finding)
    {
        var images = PlacedWith(SplitPolicy.ExternalTest, Label.Of(finding));
        Assert.All(Third(images), image => Assert.Equal((DatasetSplit.Test, null), (image.Split!.Value, image.Removed)));
        Assert.Equal(TestCovid, images.Except(Third(images)).Count(IsTestCovid));
    }

    [Theory]
    [InlineData(Finding.Normal)]
    [InlineData(Finding.Covid19)]
    public void Train_only_images_are_never_test(Finding finding)
    {
        var images = PlacedWith(SplitPolicy.TrainOnly, Label.Of(finding));
        Assert.All(Third(images), image => Assert.Contains(image.Split!.Value, (DatasetSplit[])[DatasetSplit.Train, DatasetSplit.Val]));
        Assert.Contains(Third(images), image => image.Split == DatasetSplit.Val);
        Assert.Equal(TestCovid, images.Count(IsTestCovid));
    }

    [Fact]
    public void A_normal_adult_is_no_control_and_test_takes_the_share_that_it_takes_of_covid()
    {
        var images = PlacedWith(SplitPolicy.DrawnTest, Label.Of(Finding.Normal));
        var third = Third(images).ToList();
        var drawable = images.Where(image => image.Class == Finding.Covid19)
            .GroupBy(image => image.Group)
            .Where(group => images.Where(image => image.Group == group.Key).All(image => image.SourceImage.FixedSplit is null))
            .Sum(group => group.Count());
        var share = (double)images.Count(image => IsTestCovid(image) && image.SourceImage.FixedSplit is null) / drawable;
        Assert.Equal(TestCovid, images.Count(IsTestCovid));
        Assert.InRange(third.Count(image => image.Split == DatasetSplit.Test), 120 * share * 0.7, 120 * share * 1.3);
        Assert.All(third.GroupBy(image => image.Group), group => Assert.Single(group.Select(image => image.Split).Distinct()));
        Assert.DoesNotContain(third, image => image.Split == DatasetSplit.Controls);
    }

    [Theory]
    [InlineData(SplitPolicy.TrainOnly)]
    [InlineData(SplitPolicy.ExternalTest)]
    [InlineData(SplitPolicy.DrawnTest)]
    public void A_control_is_a_control_under_every_policy(SplitPolicy policy)
        => Assert.All(Third(PlacedWith(policy, SyntheticImages.Control)), image => Assert.Equal(DatasetSplit.Controls, image.Split));

    private static bool IsTestCovid(PlacedImage image) => image is { Removed: null, Split: DatasetSplit.Test, Class: Finding.Covid19 };

    private static IEnumerable<PlacedImage> Third(List<PlacedImage> images)
        => images.Where(image => image.SourceImage.Source.Name == "third");

    private static List<PlacedImage> PlacedWith(SplitPolicy policy, Label label)
    {
        var source = new SyntheticSource { Name = "third", SplitPolicy = policy };
        var images = SyntheticImages.Random(1);
        for (var i = 0; i < 120; i++)
            images.Add(SyntheticImages.Of(source, label, $"third:{i / 2}", 10_000 + i));
        Splitter.Place(images, TestCovid, seed: 0);
        return images;
    }
}
