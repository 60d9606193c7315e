namespace CovidCxr.Datasets.Sources;

/// <summary>The COVID-19 image data collection (Cohen et al. 2020): X-rays and CT of adults from many hospitals.</summary>
internal sealed class CohenSource : MetadataSource
{
    /// <inheritdoc/>
    public override string Name => "cohen";

    /// <inheritdoc/>
    public override string Citation => "Cohen, Morrison and Dao, COVID-19 image data collection, 2020, arXiv 2003.11597";

    /// <inheritdoc/>
    public override string Licence => "per image, column license";

    /// <inheritdoc/>
    public override string Page => "https://github.com/ieee8023/covid-chestxray-dataset";

    /// <inheritdoc/>
    public override int Released => 2020;

    /// <inheritdoc/>
    public override SplitPolicy SplitPolicy => SplitPolicy.DrawnTest;

    /// <inheritdoc/>
    public override bool IsOfThePaper => true;

    /// <inheritdoc/>
    public override string FolderName => "covid-chestxray-dataset";

    /// <inheritdoc/>
    public override SourceArchive Archive { get; } = new()
    {
        Url = new("https://github.com/ieee8023/covid-chestxray-dataset/archive/refs/heads/master.zip"),
        Holds = ["metadata.csv", "images/"],
        MayHold = ["README.md"],
    };

    /// <inheritdoc/>
    public override string Layout => "metadata.csv with a column 'filename', and images/";

    /// <inheritdoc/>
    protected override bool Recognizes(IReadOnlyList<string> columns) => columns.Contains("filename") && columns.Contains("finding");

    /// <inheritdoc/>
    protected override string FileOf(MetadataRow row) => row["filename"];

    /// <inheritdoc/>
    protected override string LicenceOf(MetadataRow row) => row["license"];

    /// <inheritdoc/>
    protected override string UrlOf(MetadataRow row) => row["url"];
}
