using CovidCxr.Core;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Labeled;

/// <summary>
/// Reads a table with a row for each image: its file (as seen from the table's folder), its class, and, at will, its patient. The names of
/// the columns are the usual ones, or those that <c>--columns file=..,class=..,patient=..</c> gives.
/// </summary>
internal static class LabelTable
{
    private static readonly Dictionary<string, string[]> Usual = new(StringComparer.Ordinal)
    {
        ["file"] = ["file", "image", "path", "filename", "image index"],
        ["class"] = ["class", "label", "finding", "reading"],
        ["patient"] = ["patient", "patientid", "patient_id", "patient id"],
    };

    /// <summary>Reads the rows.</summary>
    /// <param name="path">The table.</param>
    /// <param name="columns">The names of the columns; null for the usual ones.</param>
    /// <exception cref="InputException">The table cannot be read, or has no such column.</exception>
    public static LabeledImages Read(string path, string? columns)
    {
        var chosen = Columns(columns);
        using var table = MetadataTable.OpenFile(path);
        var names = Usual.Keys.ToDictionary(key => key, Name);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var images = new List<LabeledImage>();
        var unlabeled = 0;
        foreach (var row in table.ReadRows(CancellationToken.None))
        {
            var (file, finding) = (row[names["file"]!], row[names["class"]!]);
            var label = RadiologistReading.LabelOf(finding);
            if (file.Length == 0 || label is ExcludedLabel)
            {
                unlabeled++;
                continue;
            }

            var patient = names["patient"] is { } column ? row[column] : "";
            images.Add(new LabeledImage(
                Path.Combine(folder, file.Replace('\\', '/')), file, label, finding, patient.Length > 0 ? patient : $"file {file}",
                LabeledImages.Own));
        }

        return new LabeledImages(images, unlabeled == 0 ? [] : [$"{Counted.Of(unlabeled, "row")} without a file or a clear class"]);

        string? Name(string key)
        {
            if (chosen.TryGetValue(key, out var given))
                return table.Columns.Contains(given) ? given : throw Missing($"no column '{given}'");
            return Usual[key].FirstOrDefault(table.Columns.Contains)
                ?? (key == "patient" ? null : throw Missing($"none of the columns {string.Join(", ", Usual[key])}"));
        }

        InputException Missing(string what) => new(
            $"--data {path}: has {what}; it has {string.Join(", ", table.Columns)}; name yours with --columns file=..,class=..");
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
                throw new InputException($"--columns {columns}: '{pair}' is not one of file=.., class=.., patient=.., each once");
        }

        return chosen;
    }
}
