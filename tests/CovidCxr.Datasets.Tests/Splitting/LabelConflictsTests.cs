using CovidCxr.Core;
using CovidCxr.Datasets.Splitting;
using Xunit;
using static CovidCxr.Datasets.Tests.Splitting.SyntheticImages;

namespace CovidCxr.Datasets.Tests.Splitting;

public sealed class LabelConflictsTests
{
    [Fact]
    public void An_image_of_2018_is_not_covid()
    {
        var covid = Adult(Label.Of(Finding.Covid19), "a", 1);
        var pneumonia = Child(Finding.Pneumonia, "b", 1, DatasetSplit.Train);
        LabelConflicts.Remove([covid, pneumonia]);
        Assert.Equal((RemovalReason.OlderThanCovid, null), (covid.Removed, pneumonia.Removed));
    }

    [Fact]
    public void Normal_and_pneumonia_at_once_is_neither()
    {
        var normal = Child(Finding.Normal, "a", 1, DatasetSplit.Train);
        var pneumonia = Child(Finding.Pneumonia, "b", 1, DatasetSplit.Test);
        LabelConflicts.Remove([normal, pneumonia]);
        Assert.Equal((RemovalReason.TwoLabels, RemovalReason.TwoLabels), (normal.Removed, pneumonia.Removed));
    }

    [Fact]
    public void Two_labels_of_2018_and_a_third_are_all_removed()
    {
        var covid = Adult(Label.Of(Finding.Covid19), "a", 1);
        var normal = Child(Finding.Normal, "b", 1, DatasetSplit.Train);
        var pneumonia = Child(Finding.Pneumonia, "c", 1, DatasetSplit.Test);
        LabelConflicts.Remove([covid, normal, pneumonia]);
        Assert.Equal(
            (RemovalReason.OlderThanCovid, RemovalReason.TwoLabels, RemovalReason.TwoLabels),
            (covid.Removed, normal.Removed, pneumonia.Removed));
    }

    [Fact]
    public void Nobody_can_tell_which_of_two_labels_since_2020_is_right()
    {
        var covid = Adult(Label.Of(Finding.Covid19), "a", 1);
        var normal = Adult(Label.Of(Finding.Normal), "b", 1);
        LabelConflicts.Remove([covid, normal]);
        Assert.Equal((RemovalReason.LabelsDisagree, RemovalReason.LabelsDisagree), (covid.Removed, normal.Removed));
    }

    [Fact]
    public void A_control_that_is_also_an_image_of_a_class_is_removed()
    {
        var covid = Adult(Label.Of(Finding.Covid19), "a", 1);
        var control = Adult(Control, "b", 1);
        LabelConflicts.Remove([covid, control]);
        Assert.Equal((null, RemovalReason.ControlHasClass), (covid.Removed, control.Removed));
    }

    [Fact]
    public void Copies_of_one_label_and_copies_among_controls_stay()
    {
        PlacedImage[] images =
        [
            Adult(Label.Of(Finding.Covid19), "a", 1), Adult(Label.Of(Finding.Covid19), "b", 1),
            Adult(Control, "c", 2), Adult(Control, "d", 2), Adult(Label.Of(Finding.Normal), "e", 3),
        ];
        LabelConflicts.Remove(images);
        Assert.All(images, image => Assert.Null(image.Removed));
    }
}
