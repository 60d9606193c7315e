using System.Globalization;
using System.Text.RegularExpressions;
using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>
/// NIH ChestX-ray14 (Wang et al. 2017): adults and some children of one American hospital. Its labels were mined from reports.
/// </summary>
internal sealed partial class NihSource : MetadataSource
{
    // The published table has ages such as 414.
    private const int OldestPatient = 120;

    /// <inheritdoc/>
    public override string Name => "nih";

    /// <inheritdoc/>
    public override string Citation => "Wang et al., ChestX-ray8, 2017, arXiv 1705.02315; NIH Clinical Center";

    /// <inheritdoc/>
    public override string Licence => "free use with attribution";

    /// <inheritdoc/>
    public override string Page => "https://nihcc.app.box.com/v/ChestXray-NIHCC";

    /// <inheritdoc/>
    public override int Released => 2017;

    /// <inheritdoc/>
    public override SplitPolicy SplitPolicy => SplitPolicy.TrainOnly;

    /// <inheritdoc/>
    public override IReadOnlyList<Finding> Classes => [Finding.Normal, Finding.Pneumonia];

    /// <inheritdoc/>
    public override string FolderName => "CXR8";

    /// <inheritdoc/>
    public override SourceArchive Archive { get; } = new()
    {
        Url = new("https://nihcc.app.box.com/v/ChestXray-NIHCC"),
        Holds = ["Data_Entry_2017_v2020.csv", "images/"],
        NeedsLogin = true,
        ByHand = "https://nihcc.app.box.com/v/ChestXray-NIHCC (twelve archives of images, and Data_Entry_2017_v2020.csv)",
    };

    /// <inheritdoc/>
    public override string Layout => "Data_Entry_2017*.csv, and images/ or images_001/ to images_012/";

    // The twelve archives unpack beside each other.
    /// <inheritdoc/>
    protected override string ImagesIn => "";

    // The table says .png; converted copies are .jpg.
    /// <inheritdoc/>
    protected override bool NamesAreStems => true;

    /// <inheritdoc/>
    protected override string TableIn(string folder)
    {
        var tables = Directory.Exists(folder) ? Directory.EnumerateFiles(folder) : [];
        return tables.Where(path => TableName().IsMatch(Path.GetFileName(path))).Order(StringComparer.Ordinal).LastOrDefault()
            ?? Path.Combine(folder, "Data_Entry_2017_v2020.csv");
    }

    /// <inheritdoc/>
    protected override bool Recognizes(IReadOnlyList<string> columns) =>
        columns.Contains("image index") && columns.Contains("finding labels");

    /// <inheritdoc/>
    protected override bool IsOfTheImages(string name) => name.StartsWith("images", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override string FileOf(MetadataRow row) => Path.GetFileNameWithoutExtension(row["image index"]);

    /// <inheritdoc/>
    protected override string FindingOf(MetadataRow row) => row["finding labels"];

    // Pneumonia beside other findings is pneumonia; other findings alone are neither healthy nor one of the classes.
    /// <inheritdoc/>
    internal override Label LabelOf(string finding)
    {
        var findings = finding.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool Has(string name) => findings.Contains(name, StringComparer.OrdinalIgnoreCase);
        return findings.Length == 0 ? Label.Excluded(SkipReason.UnknownFinding)
            : Has("Pneumonia") ? Label.Of(Finding.Pneumonia)
            : findings.Length == 1 && Has("No Finding") ? Label.Of(Finding.Normal)
            : Label.Control(finding);
    }

    /// <inheritdoc/>
    protected override string PatientOf(MetadataRow row) => row["patient id"];

    /// <inheritdoc/>
    protected override string SexOf(MetadataRow row) => Sex(row["patient gender"] is { Length: > 0 } gender ? gender : row["patient sex"]);

    /// <inheritdoc/>
    protected override string AgeOf(MetadataRow row) => Years(row) is { } years and <= OldestPatient
        ? years.ToString(CultureInfo.InvariantCulture)
        : "";

    /// <inheritdoc/>
    protected override string ViewOf(MetadataRow row) => row["view position"];

    // All of them, by the publisher's own description.
    /// <inheritdoc/>
    protected override bool IsXRay(MetadataRow row) => true;

    /// <inheritdoc/>
    protected override bool BlankViewIsFrontal => true;

    /// <inheritdoc/>
    protected override IEnumerable<string> NotesOn(IReadOnlyList<MetadataRow> rows)
    {
        var faults = rows.Where(row => Years(row) > OldestPatient).Select(row => row["patient age"]).ToList();
        if (faults.Count > 0)
            yield return $"{Name}: {faults.Count} ages of the published table cannot be true and are left blank, first {faults[0]}";
    }

    // 58 in the current table, 058Y, 011M or 021D in the first one.
    private static int? Years(MetadataRow row)
    {
        var age = Age().Match(row["patient age"]);
        return !age.Success || !int.TryParse(age.Groups[1].Value, CultureInfo.InvariantCulture, out var number) ? null
            : age.Groups[2].Value.ToUpperInvariant() switch { "M" => number / 12, "W" => number / 52, "D" => number / 365, _ => number };
    }

    [GeneratedRegex("^Data_Entry_2017.*\\.csv$", RegexOptions.IgnoreCase)]
    private static partial Regex TableName();

    [GeneratedRegex("^([0-9]{1,4})([YMWD]?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Age();
}
