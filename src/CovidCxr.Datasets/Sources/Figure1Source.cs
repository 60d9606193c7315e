using System.Text.RegularExpressions;

namespace CovidCxr.Datasets.Sources;

/// <summary>The Figure 1 COVID-19 chest X-ray initiative (Chung 2020): adults, all frontal, files named after the patient.</summary>
internal sealed partial class Figure1Source : MetadataSource
{
    /// <inheritdoc/>
    public override string Name => "figure1";

    /// <inheritdoc/>
    public override string Citation => "Chung, Figure 1 COVID-19 chest X-ray dataset initiative, 2020";

    /// <inheritdoc/>
    public override string Licence => "research use";

    /// <inheritdoc/>
    public override string Page => "https://github.com/agchung/Figure1-COVID-chestxray-dataset";

    /// <inheritdoc/>
    public override int Released => 2020;

    /// <inheritdoc/>
    public override SplitPolicy SplitPolicy => SplitPolicy.DrawnTest;

    /// <inheritdoc/>
    public override bool IsOfThePaper => true;

    /// <inheritdoc/>
    public override string FolderName => "Figure1-COVID-chestxray-dataset";

    /// <inheritdoc/>
    public override SourceArchive Archive { get; } = new()
    {
        Url = new("https://github.com/agchung/Figure1-COVID-chestxray-dataset/archive/refs/heads/master.zip"),
        Holds = ["metadata.csv", "images/"],
        MayHold = ["README.md", "LICENSE.md"],
    };

    /// <inheritdoc/>
    public override string Layout => "metadata.csv with columns 'patientid' and 'finding' and none that names the file, and images/";

    /// <inheritdoc/>
    protected override bool Recognizes(IReadOnlyList<string> columns)
        => columns.Contains("patientid") && columns.Contains("finding") && !columns.Contains("filename") && !columns.Contains("imagename");

    /// <inheritdoc/>
    protected override bool NamesAreStems => true;

    /// <inheritdoc/>
    protected override string FileOf(MetadataRow row) => base.PatientOf(row);

    /// <inheritdoc/>
    protected override string PatientOf(MetadataRow row) => LetterSuffix().Replace(base.PatientOf(row), "$1");

    /// <inheritdoc/>
    protected override bool BlankViewIsFrontal => true;

    // COVID-00003a and COVID-00003b are two images of one patient.
    [GeneratedRegex("^(COVID-[0-9]+)[a-z]$")]
    private static partial Regex LetterSuffix();
}
