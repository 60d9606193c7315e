using CovidCxr.Core;
using CovidCxr.Datasets.Splitting;
using CovidCxr.Datasets.Tests.Sources;
using Xunit;

namespace CovidCxr.Datasets.Tests.Splitting;

/// <summary>How images of further collections join those of the paper, which keep class and split.</summary>
public sealed class FurtherPlacementTests
{
    private static readonly SyntheticSource Further = new() { Name = "further", SplitPolicy = Datasets.Sources.SplitPolicy.TrainOnly };

    [Fact]
    public void An_image_joins_the_split_of_its_patient_group_and_never_test()
    {
        var train = Known(DatasetSplit.Train, "a", 0);
        var val = Known(DatasetSplit.Val, "b", 1);
        var test = Known(DatasetSplit.Test, "c", 2);
        var control = Known(DatasetSplit.Controls, "d", 3, SyntheticImages.Control);
        PlacedImage[] further = [.. "abcd".Select((group, i) => Added($"{group}", 10 + i))];
        FurtherPlacement.Place([train, val, test, control], further, image => image.Group, 0);
        Assert.Equal(
            [
                (DatasetSplit.Train, null), (DatasetSplit.Val, null),
                (DatasetSplit.Train, RemovalReason.GroupInTest), (DatasetSplit.Train, RemovalReason.GroupInControls),
            ],
            further.Select(image => (image.Split!.Value, image.Removed)));
        Assert.All((PlacedImage[])[train, val, test, control], image => Assert.Null(image.Removed));
    }

    [Fact]
    public void An_image_that_would_join_two_splits_is_left_out_and_the_paper_keeps_its_groups()
    {
        var train = Known(DatasetSplit.Train, "a", 0);
        var val = Known(DatasetSplit.Val, "b", 1);
        var bridge = Added("a and b", 10);
        FurtherPlacement.Place([train, val], [bridge], _ => "a and b", 0);
        Assert.Equal(RemovalReason.GroupInTwoSplits, bridge.Removed);
        Assert.Equal(("a", "b"), (train.Group, val.Group));
    }

    [Fact]
    public void A_joined_group_has_one_name()
    {
        var train = Known(DatasetSplit.Train, "z", 0);
        var added = Added("a", 10);
        FurtherPlacement.Place([train], [added], _ => "a", 0);
        Assert.Equal(("a", "a"), (train.Group, added.Group));
    }

    [Fact]
    public void A_copy_with_another_label_yields_to_the_paper()
    {
        var paper = Known(DatasetSplit.Train, "a", 0);
        var control = Known(DatasetSplit.Controls, "b", 1, SyntheticImages.Control);
        PlacedImage[] further = [Added("a", 0, Label.Of(Finding.Normal)), Added("b", 1), Added("a", 0)];
        FurtherPlacement.Place([paper, control], further, image => image.Group, 0);
        Assert.Equal(
            [RemovalReason.LabelsDisagree, RemovalReason.LabelsDisagree, null], further.Select(image => image.Removed));
    }

    [Fact]
    public void Validation_has_a_tenth_of_the_groups_of_every_class_of_every_collection()
    {
        var other = Further with { Name = "other" };
        PlacedImage[] further =
        [
            .. Enumerable.Range(0, 100).Select(i => SyntheticImages.Of(Further, Label.Of(Finding.Normal), $"f{i}", i)),
            .. Enumerable.Range(0, 40).Select(i => SyntheticImages.Of(other, Label.Of(Finding.Normal), $"o{i}", 100 + i)),
            .. Enumerable.Range(0, 20).Select(i => SyntheticImages.Of(other, SyntheticImages.Control, $"o{i}", 200 + i)),
        ];
        FurtherPlacement.Place([], further, image => image.Group, 0);
        Assert.Equal(
            [("further", 10), ("other", 4)],
            further.Where(image => image.Split == DatasetSplit.Val).CountBy(image => image.SourceImage.Source.Name)
                .Select(source => (source.Key, source.Value)));
        // A patient who is learned from is no control.
        Assert.All(further.Where(image => image.IsControl), image => Assert.Equal(RemovalReason.ControlSeen, image.Removed));
    }

    private static PlacedImage Known(DatasetSplit split, string group, int sameXRay, Label? label = null)
    {
        var image = SyntheticImages.Of(SyntheticImages.Adults, label ?? Label.Of(Finding.Covid19), group, sameXRay);
        image.Split = split;
        return image;
    }

    private static PlacedImage Added(string group, int sameXRay, Label? label = null) =>
        SyntheticImages.Of(Further, label ?? Label.Of(Finding.Covid19), group, sameXRay);
}
