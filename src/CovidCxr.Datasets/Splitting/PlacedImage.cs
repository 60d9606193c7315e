using CovidCxr.Core;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Splitting;

/// <summary>An image with its patient group and its split, or the reason why it is removed.</summary>
internal sealed class PlacedImage(HashedImage hashed, string group, int sameXRay)
{
    /// <summary>The prepared image.</summary>
    public HashedImage Hashed => hashed;

    /// <summary>The image in its collection.</summary>
    public SourceImage SourceImage => hashed.SourceImage;

    /// <summary>The patient group.</summary>
    public string Group { get; set; } = group;

    /// <summary>A number that all images of the same X-ray share.</summary>
    public int SameXRay => sameXRay;

    /// <summary>The split; null before the split is drawn, and for a removed image without a published split.</summary>
    public DatasetSplit? Split { get; set; }

    /// <summary>One of <see cref="RemovalReason"/>; null for an image that stays.</summary>
    public string? Removed { get; set; }

    /// <summary>The class of the paper; null for a control.</summary>
    public Finding? Class => SourceImage.Label.Class;

    /// <summary>Whether the image is a control.</summary>
    public bool IsControl => SourceImage.Label is ControlLabel;

    /// <summary>Whether the image stays and belongs to one of the three classes.</summary>
    public bool IsKeptClass => Removed is null && Class is not null;
}

/// <summary>Why an image that could be read is left out of the dataset.</summary>
public static class RemovalReason
{
    /// <summary>An image that a collection published before 2020 cannot show COVID-19: the copy labeled COVID-19 is wrong.</summary>
    public const string OlderThanCovid = "the same picture was published as Normal or Pneumonia before COVID-19 existed";

    /// <summary>Copies of one image are labeled Normal and Pneumonia; nobody can tell which label is right.</summary>
    public const string TwoLabels = "the same picture is labelled Normal and Pneumonia";

    /// <summary>Copies of one image are labeled COVID-19 and otherwise, all since 2020; nobody can tell which label is right.</summary>
    public const string LabelsDisagree = "the same picture has another class in another copy";

    /// <summary>A control is a copy of an image of the three classes.</summary>
    public const string ControlHasClass = "the same picture is an image of the three classes";

    /// <summary>The control's patient group is learned from.</summary>
    public const string ControlSeen = "the control's patient group is in train or val";

    /// <summary>The patient group has published test images; only those are kept.</summary>
    public const string GroupInTest = "the patient group has published test images";

    /// <summary>The image would make a patient group of two splits one: its collection is only learned from.</summary>
    public const string GroupInTwoSplits = "its patient group is in two splits of the paper's collections";

    /// <summary>The patient group has controls of the paper's collections; they stay unseen.</summary>
    public const string GroupInControls = "the patient group has controls of the paper's collections";

    /// <summary>The user left the class out.</summary>
    public const string LeftOut = "left out by --without";
}
