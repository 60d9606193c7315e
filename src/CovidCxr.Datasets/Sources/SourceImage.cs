using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>A frontal chest X-ray of a public collection, before its file is read.</summary>
/// <param name="Source">The collection.</param>
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
/// <param name="Published">Train or test in a collection of <see cref="SplitPolicy.Published"/>; null in any other.</param>
/// <param name="LabelBy">Who gave the label, if it overrides the collection's; otherwise empty.</param>
public sealed record SourceImage(
    ISource Source,
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
    DatasetSplit? Published = null,
    string LabelBy = "")
{
    /// <summary>The split that the collection's policy fixes; null if the split is drawn.</summary>
    public DatasetSplit? FixedSplit => Source.SplitPolicy switch
    {
        SplitPolicy.TrainOnly => DatasetSplit.Train,
        SplitPolicy.ExternalTest => DatasetSplit.Test,
        _ => Published,
    };

    /// <summary>Whether the image counts toward the wanted number of COVID-19 test images. External test images come on top.</summary>
    public bool CountsTowardTestCovid => Label.Class == Finding.Covid19 && Source.SplitPolicy != SplitPolicy.ExternalTest;
}
