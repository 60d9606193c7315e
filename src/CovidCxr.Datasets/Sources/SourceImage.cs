using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>A frontal chest X-ray of a public collection, before its file is read.</summary>
/// <param name="Source">The collection's short name, for example <c>cohen</c>.</param>
/// <param name="FilePath">The path on this computer.</param>
/// <param name="Original">The path inside the collection, with forward slashes.</param>
/// <param name="FindingAsWritten">The finding in the collection's own words.</param>
/// <param name="Label">A class or a control. An excluded image becomes a <see cref="SkippedFile"/> instead.</param>
/// <param name="Patient">The patient by the collection's own rule, prefixed with the collection: <c>cohen:2</c>.</param>
/// <param name="View">The projection, for example PA or AP Supine; empty if the collection does not say.</param>
/// <param name="Sex">M, F or empty.</param>
/// <param name="Age">As the collection writes it, years; may be empty or a range.</param>
/// <param name="Licence">The licence of this image; empty if the collection does not say.</param>
/// <param name="Url">The address at which the image was published; may be empty.</param>
/// <param name="Published">The part of the collection in which the image was published.</param>
public sealed record SourceImage(
    string Source,
    string FilePath,
    string Original,
    string FindingAsWritten,
    Label Label,
    string Patient,
    string View,
    string Sex,
    string Age,
    string Licence,
    string Url,
    PublishedSplit Published);

/// <summary>The part of its collection that an image was published in.</summary>
public enum PublishedSplit
{
    /// <summary>The collection is not divided.</summary>
    None,

    /// <summary>Published for training.</summary>
    Train,

    /// <summary>Published for testing.</summary>
    Test,
}
