using CovidCxr.Core;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Labeled;

/// <summary>
/// Reads a table with a row for each image: its file (as seen from the table's folder), its class, and, at will, patient, age, sex, year
/// and view. The names of the columns are the usual ones, or those that <c>--columns file=..,class=..,patient=..</c> gives.
/// </summary>
internal static class LabelTable
{
    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.Ordinal)
    {
        ["file"] = ["file", "image", "path", "filename", "image index"],
        ["class"] = ["class", "label", "finding", "reading"],
        ["patient"] = ["patient", "patientid", "patient_id", "patient id"],
        ["age"] = ["age", "patient age", "patient_age"],
        ["sex"] = ["sex", "gender", "patient sex", "patient gender"],
        ["year"] = ["year", "date", "study date", "study_date", "studydate"],
        ["view"] = ["view", "view position", "viewposition", "view_position", "projection"],
    };

    private static readonly string[] Required = ["file", "class"];

    /// <summary>Reads the rows. A row of another view than PA or AP is left out; a blank view counts as one of them.</summary>
    /// <param name="option">The option that names the table, for errors.</param>
    /// <param name="path">The table.</param>
    /// <param name="columns">The names of the columns; null for the usual ones.</param>
    /// <exception cref="InputException">The table cannot be read, or has no such column.</exception>
    public static LabeledImages Read(string option, string path, string? columns)
    {
        var chosen = Columns(columns);
        using var table = MetadataTable.OpenFile(path);
        var names = Usual.Keys.ToDictionary(key => key, Name);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var images = new List<LabeledImage>();
        var (unlabeled, notFrontal) = (0, 0);
        foreach (var row in table.ReadRows(CancellationToken.None))
        {
            var (file, finding) = (row[names["file"]!], row[names["class"]!]);
            var label = RadiologistReading.LabelOf(finding);
            if (file.Length == 0 || label is ExcludedLabel)
            {
                unlabeled++;
                continue;
            }

            if (FrontalView.ReasonAgainst(Value("view")) == SkipReason.NotFrontal)
            {
                notFrontal++;
                continue;
            }

            images.Add(new LabeledImage(
                Path.Combine(folder, file.Replace('\\', '/')), file, label, finding,
                Value("patient") is { Length: > 0 } patient ? patient : $"file {file}", LabeledImages.Own)
            {
                View = Value("view"),
                Sex = Value("sex"),
                Age = Value("age"),
                Year = FirstYear(Value("year")),
            });

            string Value(string key) => names[key] is { } column ? row[column] : "";
        }

        return new LabeledImages(images, [.. Notes(unlabeled, notFrontal)]);

        string? Name(string key)
        {
            if (chosen.TryGetValue(key, out var given))
                return table.Columns.Contains(given) ? given : throw Missing($"no column '{given}'");
            return Usual[key].FirstOrDefault(table.Columns.Contains)
                ?? (!Required.Contains(key) ? null : throw Missing($"none of the columns {string.Join(", ", Usual[key])}"));
        }

        InputException Missing(string what) => new(
            $"{option} {path}: has {what}; it has {string.Join(", ", table.Columns)}; name yours with --columns file=..,class=..");
    }

    // Of 2020, 2020-03-14 and 20200314; a date that begins with the day has no year for certain.
    private static string FirstYear(string date) =>
        date.Length >= 4 && date[..4].All(char.IsAsciiDigit) && (date[0] is '1' or '2') ? date[..4] : "";

    private static IEnumerable<string> Notes(int unlabeled, int notFrontal)
    {
        if (unlabeled > 0)
            yield return $"{Counted.Of(unlabeled, "row")} without a file or a clear class";
        if (notFrontal > 0)
            yield return $"{Counted.Of(notFrontal, "row")} of another view than PA or AP";
    }

    private static Dictionary<string, string> Columns(string? columns)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (columns ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (key, value) = pair.Split('=', 2, StringSplitOptions.TrimEntries) is [var left, { Length: > 0 } right]
                ? (left.ToLowerInvariant(), right.ToLowerInvariant())
                : (pair, "");
            if (value.Length == 0 || !Usual.ContainsKey(key) || !chosen.TryAdd(key, value))
                throw new InputException($"--columns {columns}: '{pair}' is not one of "
                    + $"{string.Join(", ", Usual.Keys.Select(known => known + "=.."))}, each once");
        }

        return chosen;
    }
}
