using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>
/// The RSNA Pneumonia Detection Challenge (Shih et al. 2019): pictures of NIH ChestX-ray14, read again by radiologists.
/// </summary>
internal sealed class RsnaSource : MetadataSource
{
    private const string TableName = "stage_2_detailed_class_info.csv";

    /// <inheritdoc/>
    public override string Name => "rsna";

    /// <inheritdoc/>
    public override string Citation => "Shih et al., RSNA Pneumonia Detection Challenge, 2019";

    /// <inheritdoc/>
    public override string Licence => "research and education";

    /// <inheritdoc/>
    public override string Page => "https://www.kaggle.com/c/rsna-pneumonia-detection-challenge";

    /// <inheritdoc/>
    public override int Released => 2018;

    /// <inheritdoc/>
    public override SplitPolicy SplitPolicy => SplitPolicy.TrainOnly;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Classes => [Finding.Normal, Finding.Pneumonia];

    /// <inheritdoc/>
    public override string FolderName => "rsna-pneumonia-detection-challenge";

    /// <inheritdoc/>
    public override SourceArchive Archive { get; } = new()
    {
        Url = new("https://www.kaggle.com/c/rsna-pneumonia-detection-challenge/data"),
        Holds = [TableName, "stage_2_train_images/"],
        NeedsLogin = true,
    };

    /// <inheritdoc/>
    public override string Layout => $"{TableName}, and stage_2_train_images/";

    /// <inheritdoc/>
    protected override string ImagesIn => "";

    // DICOM as published, or a converted copy.
    /// <inheritdoc/>
    protected override bool NamesAreStems => true;

    /// <inheritdoc/>
    protected override string TableIn(string folder) => EntryName.Find(folder, TableName);

    /// <inheritdoc/>
    protected override bool Recognizes(IReadOnlyList<string> columns) => columns.Contains("patientid") && columns.Contains("class");

    /// <inheritdoc/>
    protected override bool IsOfTheImages(string name) =>
        name.StartsWith("stage_2_train_images", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("images", StringComparison.OrdinalIgnoreCase);

    // The table has a row for each box that was drawn on a picture.
    /// <inheritdoc/>
    protected override IReadOnlyList<MetadataRow> Chosen(IReadOnlyList<MetadataRow> rows) => [.. rows.DistinctBy(FileOf)];

    /// <inheritdoc/>
    protected override string FileOf(MetadataRow row) => row["patientid"];

    /// <inheritdoc/>
    protected override string FindingOf(MetadataRow row) => row["class"];

    /// <inheritdoc/>
    internal override Label LabelOf(string finding) => RadiologistReading.LabelOf(finding);

    /// <inheritdoc/>
    protected override bool IsXRay(MetadataRow row) => true;

    /// <inheritdoc/>
    protected override bool BlankViewIsFrontal => true;
}
