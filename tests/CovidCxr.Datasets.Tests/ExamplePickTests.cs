using CovidCxr.Core;
using Xunit;

namespace CovidCxr.Datasets.Tests;

public sealed class ExamplePickTests
{
    [Fact]
    public void Every_finding_gets_its_number_of_different_groups()
    {
        var images = Findings.All.SelectMany(finding => Images(finding, 12)).ToList();

        var picked = ExamplePick.Of(images, 4, seed: 0);

        Assert.Equal(Findings.All.SelectMany(finding => Enumerable.Repeat(finding.Name(), 4)), picked.Select(image => image.Class));
        Assert.Distinct(picked.Select(image => image.Group));
    }

    [Fact]
    public void The_seed_decides_and_not_the_order_of_the_manifest()
    {
        var images = Images(Finding.Normal, 30).ToList();

        var picked = ExamplePick.Of(images, 4, seed: 0);

        Assert.Equal(picked, ExamplePick.Of(Enumerable.Reverse(images), 4, seed: 0));
        Assert.NotEqual(picked, ExamplePick.Of(images, 4, seed: 1));
    }

    [Fact]
    public void Only_training_images_are_shown()
    {
        var splits = Enum.GetValues<DatasetSplit>();
        var images = Images(Finding.Covid19, 40).Select((image, i) => image with { Split = splits[i % splits.Length] });

        var picked = ExamplePick.Of(images, 40, seed: 0);

        Assert.NotEmpty(picked);
        Assert.All(picked, image => Assert.Equal(DatasetSplit.Train, image.Split));
    }

    [Fact]
    public void Images_that_may_be_passed_on_changed_come_first()
    {
        string[] licences = ["", "CC BY-NC-ND 4.0", "research use", "CC BY 4.0", "CC BY-NC-SA"];
        var images = Images(Finding.Covid19, 20)
            .Select((image, i) => image with { Group = $"g{i}", Licence = licences[i % licences.Length] });

        var picked = ExamplePick.Of(images, 10, seed: 0);

        Assert.Equal(10, picked.Count);
        Assert.All(picked.Take(8), image => Assert.Contains(image.Licence, licences[3..]));
        Assert.All(picked.Skip(8), image => Assert.Contains(image.Licence, licences[..3]));
    }

    [Fact]
    public void Fewer_groups_give_fewer_images_and_no_groups_none()
    {
        Assert.Equal(2, ExamplePick.Of(Images(Finding.Pneumonia, 4), 4, seed: 0).Count);
        Assert.Empty(ExamplePick.Of([], 4, seed: 0));
    }

    /// <summary>Training images without pixels, two of each group.</summary>
    private static IEnumerable<DatasetImage> Images(Finding finding, int count) => Enumerable.Range(0, count).Select(i => new DatasetImage(
        $"train/{finding.Folder()}/{i}.png", DatasetSplit.Train, finding.Name(), finding.Name(), "x", $"{finding} {i}",
        $"{finding} {i / 2}", "PA", "", "", "", "", 1, 1, "", "", "", $"{i}.png"));
}
