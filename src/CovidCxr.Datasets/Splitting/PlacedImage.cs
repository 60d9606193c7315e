using CovidCxr.Core;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Splitting;

/// <summary>A picture with its group and its place.</summary>
internal sealed class PlacedImage(HashedImage image, string group, int sameXRay)
{
    /// <summary>The picture.</summary>
    public HashedImage Image => image;

    /// <summary>Its patient group.</summary>
    public string Group => group;

    /// <summary>Pictures with the same number are the same X-ray.</summary>
    public int SameXRay => sameXRay;

    /// <summary>The class of the paper; null for a control.</summary>
    public Finding? Class => image.SourceImage.Class;

    /// <summary>The part of the dataset; null as long as there is none, and for a removed picture without a published part.</summary>
    public DatasetSplit? Split { get; set; }

    /// <summary>One of <see cref="RemovalReason"/>'s; null for a picture that stays.</summary>
    public string? Removed { get; set; }

    /// <summary>Whether the picture stays and belongs to the three classes.</summary>
    public bool IsKeptClass => Removed is null && Class is not null;
}
