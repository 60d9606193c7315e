using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>One frontal chest X-ray of a public collection, before its picture is read.</summary>
/// <param name="Source">The collection's short name, for example <c>cohen</c>.</param>
/// <param name="FilePath">Where the picture lies on this computer.</param>
/// <param name="Original">The picture's path inside its collection, with forward slashes.</param>
/// <param name="FindingAsWritten">The finding in the collection's own words.</param>
/// <param name="Class">The class of the paper; null for a control: an adult without COVID-19.</param>
/// <param name="Patient">The patient, by the collection's own rule, prefixed with the collection: <c>cohen:2</c>.</param>
/// <param name="View">The projection, for example PA or AP Supine; empty where the collection is silent.</param>
/// <param name="Sex">M, F or empty.</param>
/// <param name="Age">As the collection writes it, years; may be empty or a range.</param>
/// <param name="Licence">The licence of this picture; empty where the collection is silent.</param>
/// <param name="Url">Where it was published; may be empty.</param>
/// <param name="Published">The part of the collection it was published in.</param>
public sealed record SourceImage(
    string Source,
    string FilePath,
    string Original,
    string FindingAsWritten,
    Finding? Class,
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
