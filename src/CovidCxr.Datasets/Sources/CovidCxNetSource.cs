using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>COVID-CXNet (Haghanifar et al. 2020): COVID-19 of adults from publications and hospitals of many countries.</summary>
internal sealed class CovidCxNetSource : MetadataSource
{
    /// <inheritdoc/>
    public override string Name => "cxnet";

    /// <inheritdoc/>
    public override string Citation => "Haghanifar et al., COVID-CXNet, 2020, arXiv 2006.13807";

    /// <inheritdoc/>
    public override string Licence => "CC BY 4.0 for the collection, single pictures mixed";

    /// <inheritdoc/>
    public override string Page => "https://github.com/armiro/COVID-CXNet";

    /// <inheritdoc/>
    public override int Released => 2020;

    /// <inheritdoc/>
    public override SplitPolicy SplitPolicy => SplitPolicy.TrainOnly;

    /// <inheritdoc/>
    public override string FolderName => "COVID-CXNet";

    /// <inheritdoc/>
    public override SourceArchive Archive { get; } = new()
    {
        Url = new("https://github.com/armiro/COVID-CXNet/archive/refs/heads/master.zip"),
        Holds = ["metadata.csv", "chest_xray_images/covid19/"],
        MayHold = ["README.md", "LICENSE"],
    };

    /// <inheritdoc/>
    public override string Layout => "metadata.csv with the columns 'filename' and 'pcr_test', and chest_xray_images/";

    /// <inheritdoc/>
    protected override string ImagesIn => "chest_xray_images";

    // Some copies store the pictures under another ending.
    /// <inheritdoc/>
    protected override bool NamesAreStems => true;

    /// <inheritdoc/>
    protected override bool Recognizes(IReadOnlyList<string> columns) => columns.Contains("filename") && columns.Contains("pcr_test");

    /// <inheritdoc/>
    protected override string FileOf(MetadataRow row) => Path.GetFileNameWithoutExtension(row["filename"].Replace('\\', '/'));

    /// <inheritdoc/>
    protected override string FindingOf(MetadataRow row) => row["label"];

    // A negative test beside the diagnosis: patients who have recovered, and tests that their doctors held for false.
    /// <inheritdoc/>
    protected override Label LabelOf(MetadataRow row) => row["pcr_test"].Equals("negative", StringComparison.OrdinalIgnoreCase)
        ? Label.Excluded(SkipReason.NegativeTest)
        : base.LabelOf(row);

    /// <inheritdoc/>
    protected override string PatientOf(MetadataRow row) => row["patient_id"];

    // The collection has no other pictures.
    /// <inheritdoc/>
    protected override bool IsXRay(MetadataRow row) => true;

    /// <inheritdoc/>
    protected override bool BlankViewIsFrontal => true;

    /// <inheritdoc/>
    protected override string UrlOf(MetadataRow row) => row["url"];

    // The table describes half of the pictures; the folder says of all of them that they show COVID-19.
    /// <inheritdoc/>
    protected override SourceImage? WithoutRow(string original, string path) =>
        PictureName.Is(original)
            ? new SourceImage(
                this, path, original, "covid19", Label.Of(Finding.Covid19), $"{Name}:file-{Path.GetFileNameWithoutExtension(original)}",
                "", "", "", Licence, Page)
            : null;

    // The folder holds normal pictures of other collections too, which it republishes without rows.
    /// <inheritdoc/>
    protected override bool IsOfTheImages(string name) => name.StartsWith("covid19/", StringComparison.OrdinalIgnoreCase);
}
