namespace CovidCxr.Datasets.Sources;

/// <summary>The Actualmed COVID-19 chest X-ray initiative (Chung 2020): adults of one Spanish provider.</summary>
internal sealed class ActualmedSource : MetadataSource
{
    /// <inheritdoc/>
    public override string Name => "actualmed";

    /// <inheritdoc/>
    public override string Citation => "Chung, Actualmed COVID-19 chest X-ray dataset initiative, 2020";

    /// <inheritdoc/>
    public override string Licence => "research use";

    /// <inheritdoc/>
    public override string Page => "https://github.com/agchung/Actualmed-COVID-chestxray-dataset";

    /// <inheritdoc/>
    public override int Released => 2020;

    /// <inheritdoc/>
    public override SplitPolicy SplitPolicy => SplitPolicy.DrawnTest;

    /// <inheritdoc/>
    public override bool IsOfThePaper => true;

    /// <inheritdoc/>
    public override string FolderName => "Actualmed-COVID-chestxray-dataset";

    /// <inheritdoc/>
    public override SourceArchive Archive { get; } = new()
    {
        Url = new("https://github.com/agchung/Actualmed-COVID-chestxray-dataset/archive/refs/heads/master.zip"),
        Holds = ["metadata.csv", "images/"],
        MayHold = ["README.md", "LICENSE.md"],
    };

    /// <inheritdoc/>
    public override string Layout => "metadata.csv with a column 'imagename', and images/";

    /// <inheritdoc/>
    protected override bool Recognizes(IReadOnlyList<string> columns) => columns.Contains("imagename") && columns.Contains("finding");

    /// <inheritdoc/>
    protected override string FileOf(MetadataRow row) => row["imagename"];
}
