using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;
using Xunit;

namespace CovidCxr.Datasets.Tests.Splitting;

public sealed class LabelConflictsTests
{
    [Fact]
    public void A_picture_of_2018_is_not_covid()
    {
        var covid = PlacedImages.Of(Label.Of(Finding.Covid19), "a", 1);
        var pneumonia = PlacedImages.Of(Label.Of(Finding.Pneumonia), "b", 1, PublishedSplit.Train);
        LabelConflicts.Remove([covid, pneumonia]);
        Assert.Equal((RemovalReason.OlderThanCovid, null), (covid.Removed, pneumonia.Removed));
    }

    [Fact]
    public void Normal_and_pneumonia_at_once_is_neither()
    {
        var normal = PlacedImages.Of(Label.Of(Finding.Normal), "a", 1, PublishedSplit.Train);
        var pneumonia = PlacedImages.Of(Label.Of(Finding.Pneumonia), "b", 1, PublishedSplit.Test);
        LabelConflicts.Remove([normal, pneumonia]);
        Assert.Equal((RemovalReason.TwoLabels, RemovalReason.TwoLabels), (normal.Removed, pneumonia.Removed));
    }

    [Fact]
    public void A_control_that_is_also_an_image_of_a_class_goes()
    {
        var covid = PlacedImages.Of(Label.Of(Finding.Covid19), "a", 1);
        var control = PlacedImages.Of(Label.Control("SARS"), "b", 1);
        LabelConflicts.Remove([covid, control]);
        Assert.Equal((null, RemovalReason.ControlHasClass), (covid.Removed, control.Removed));
    }

    [Fact]
    public void Copies_of_one_label_and_copies_among_controls_stay()
    {
        PlacedImage[] images =
        [
            PlacedImages.Of(Label.Of(Finding.Covid19), "a", 1), PlacedImages.Of(Label.Of(Finding.Covid19), "b", 1),
            PlacedImages.Of(Label.Control("SARS"), "c", 2), PlacedImages.Of(Label.Control("SARS"), "d", 2), PlacedImages.Of(Label.Of(Finding.Normal), "e", 3),
        ];
        LabelConflicts.Remove(images);
        Assert.All(images, image => Assert.Null(image.Removed));
    }
}
