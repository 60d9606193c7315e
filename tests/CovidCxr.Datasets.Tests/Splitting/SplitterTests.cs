using CovidCxr.Core;
using CovidCxr.Datasets.Splitting;
using Xunit;

namespace CovidCxr.Datasets.Tests.Splitting;

public sealed class SplitterTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void No_group_is_in_two_of_train_val_and_test(int seed)
    {
        var kept = Placed(seed).Where(image => image.IsKeptClass);
        Assert.All(kept.GroupBy(image => image.Group), group => Assert.Single(group.Select(image => image.Split).Distinct()));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_image_has_a_split_or_a_reason_and_published_test_stays_test(int seed)
    {
        var placed = Placed(seed);
        Assert.All(placed, image => Assert.True(image.Split is not null || image.Removed is not null));
        Assert.All(
            placed.Where(image => image.SourceImage.FixedSplit == DatasetSplit.Test),
            image => Assert.Equal((DatasetSplit.Test, null), (image.Split!.Value, image.Removed)));
        Assert.All(
            placed.Where(image => image.SourceImage.FixedSplit == DatasetSplit.Train && image.Removed is null),
            image => Assert.NotEqual(DatasetSplit.Test, image.Split));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_train_image_is_left_out_only_if_its_group_has_published_test_images(int seed)
    {
        var placed = Placed(seed);
        var inTest = placed.Where(image => image.SourceImage.FixedSplit == DatasetSplit.Test).Select(image => image.Group).ToHashSet();
        Assert.All(
            placed.Where(image => image.SourceImage.FixedSplit == DatasetSplit.Train),
            image => Assert.Equal(inTest.Contains(image.Group) ? RemovalReason.GroupInTest : null, image.Removed));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Exactly_the_wanted_number_of_covid_images_is_in_test(int seed)
        => Assert.Equal(
            40, Placed(seed).Count(image => image is { IsKeptClass: true, Split: DatasetSplit.Test, Class: Finding.Covid19 }));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_control_never_shares_its_group_with_train_or_val(int seed)
    {
        var placed = Placed(seed);
        var learned = placed.Where(image => image.IsKeptClass && image.Split is DatasetSplit.Train or DatasetSplit.Val)
            .Select(image => image.Group).ToHashSet();
        Assert.All(
            placed.Where(image => image.IsControl),
            image => Assert.Equal(learned.Contains(image.Group) ? RemovalReason.ControlSeen : null, image.Removed));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Val_is_a_tenth_of_the_training_groups_of_every_class(int seed)
    {
        var learned = Placed(seed).Where(image => image.IsKeptClass && image.Split != DatasetSplit.Test)
            .GroupBy(image => image.Group).GroupBy(group => group.Min(image => image.Class!.Value));
        Assert.Equal(3, learned.Count());
        Assert.All(learned, stratum => Assert.Equal(
            (stratum.Count() + 5) / 10, stratum.Count(group => group.First().Split == DatasetSplit.Val)));
    }

    [Fact]
    public void The_seed_alone_decides()
    {
        Assert.Equal(Splits(Placed(1, draw: 7)), Splits(Placed(1, draw: 7)));
        Assert.NotEqual(Splits(Placed(1, draw: 7)), Splits(Placed(1, draw: 8)));
    }

    [Fact]
    public void The_order_of_the_images_does_not_matter()
    {
        var images = SyntheticImages.Random(3);
        Splitter.Place(images, 40, 0);
        var expected = images.ToDictionary(image => image.SameXRay, image => (image.Split, image.Removed));
        var shuffled = SyntheticImages.Random(3);
        shuffled.Reverse();
        Splitter.Place(shuffled, 40, 0);
        Assert.All(shuffled, image => Assert.Equal(expected[image.SameXRay], (image.Split, image.Removed)));
    }

    private static IEnumerable<(DatasetSplit?, string?)> Splits(List<PlacedImage> placed)
        => placed.Select(image => (image.Split, image.Removed));

    private static List<PlacedImage> Placed(int seed, int draw = 0)
    {
        var images = SyntheticImages.Random(seed);
        Splitter.Place(images, 40, draw);
        return images;
    }
}
