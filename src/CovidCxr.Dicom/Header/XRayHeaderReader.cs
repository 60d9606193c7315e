using System.Globalization;
using CovidCxr.Dicom.Format;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Dicom.Header;

/// <summary>Reads what a header says against a prediction.</summary>
internal static class XRayHeaderReader
{
    private static readonly string[] Radiographs = ["CR", "DX", "RG"];

    // Words of the standard (PS3.16, annex L) and of other languages; a writer may add more, such as CHEST_PA.
    private static readonly string[] Chests = ["CHEST", "THORAX", "LUNG", "TORAX", "TORACE", "POUMON", "RIB", "HEART"];

    // Defined terms of (0018,5101) that are no frontal view, and what writers make of them.
    private static readonly string[] Laterals =
        ["LL", "RL", "LLD", "RLD", "LLO", "RLO", "LAO", "RAO", "LPO", "RPO", "ML", "LM", "LAT", "LATERAL", "OBLIQUE", "OBL"];

    // CID 4010 in SNOMED CT and in its older form: lateral, left and right lateral, and the obliques.
    private static readonly string[] LateralCodes =
    [
        "399067008", "399173006", "399198007", "399260004", "399352003", "399136008", "399108003", "399182000",
        "R-102CD", "R-10236", "R-10232", "R-10242", "R-10244", "R-10246", "R-1024A", "R-10248",
    ];

    /// <summary>Reads a header.</summary>
    /// <exception cref="DicomException">The sequence of view codes is damaged.</exception>
    public static XRayHeader Of(DicomDataset dataset) => new()
    {
        IsOtherModality = Word(dataset, Tags.Modality) is { } modality && !Radiographs.Contains(modality),
        IsLateral = IsLateral(dataset),
        IsOtherBodyPart = Word(dataset, Tags.BodyPartExamined) is { } part && !Chests.Any(part.Contains),
        IsFlipped = IsFlipped(dataset.Texts(Tags.PatientOrientation)),
        HasBurnedInAnnotation = Word(dataset, Tags.BurnedInAnnotation) == "YES",
        IsForProcessing = Word(dataset, Tags.PresentationIntentType) == "FOR PROCESSING",
        Age = Age(dataset),
    };

    private static string? Word(DicomDataset dataset, DicomTag tag) => dataset.Text(tag)?.ToUpperInvariant();

    private static bool IsLateral(DicomDataset dataset)
    {
        var words = (Word(dataset, Tags.ViewPosition) ?? "").Split(' ', '_', '-', '/', '\\');
        if (words.Any(Laterals.Contains))
            return true;
        if (dataset.Items(Tags.ViewCodeSequence).Any(code => LateralCodes.Contains(Word(code, Tags.CodeValue))))
            return true;
        // A chest is not paired: one side of it is a lateral view, or not a chest.
        return Word(dataset, Tags.ImageLaterality) is "L" or "R";
    }

    // Where rows and columns run to (PS3.3, C.7.6.1.1.1): a frontal chest is seen face to face, L\F.
    private static bool IsFlipped(IReadOnlyList<string> directions) =>
        directions is [{ Length: > 0 } row, { Length: > 0 } column, ..] && (row[0] != 'L' || column[0] != 'F');

    // 045Y, 011M, 003W or 021D; else from the dates of birth and study.
    private static double? Age(DicomDataset dataset)
    {
        const double months = 12, weeks = 52.18, days = 365.25;
        if (Word(dataset, Tags.PatientAge) is [.. var digits, 'Y' or 'M' or 'W' or 'D'] age
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return age[^1] switch { 'Y' => number, 'M' => number / months, 'W' => number / weeks, _ => number / days };
        return Date(dataset, Tags.PatientBirthDate) is { } birth && Date(dataset, Tags.StudyDate) is { } study && study >= birth
            ? (study.DayNumber - birth.DayNumber) / days
            : null;
    }

    private static DateOnly? Date(DicomDataset dataset, DicomTag tag) =>
        DateOnly.TryParseExact(dataset.Text(tag), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
