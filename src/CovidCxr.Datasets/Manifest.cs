using System.Globalization;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CsvHelper;

namespace CovidCxr.Datasets;

/// <summary>Writes and reads <c>manifest.csv</c>.</summary>
internal static class Manifest
{
    /// <summary>The columns in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        "path", "split", "class", "finding", "source", "patient", "group", "view", "sex", "age", "licence", "url",
        "width", "height", "sha256", "hash", "duplicate_of", "original",
    ];

    /// <summary>A last column, which only a dataset with overridden labels has.</summary>
    private const string LabelBy = "label_by";

    /// <summary>Writes the images in the given order.</summary>
    public static void Write(string path, IReadOnlyCollection<DatasetImage> images)
    {
        var isRelabeled = images.Any(image => image.LabelBy.Length > 0);
        string[] further = isRelabeled ? [LabelBy] : [];
        File.WriteAllText(path, Csv.Table([.. Columns, .. further], images.Select(image => (IEnumerable<string>)
        [
            image.Path, image.Split.Folder(), image.Class, image.Finding, image.Source, image.Patient, image.Group, image.View,
            image.Sex, image.Age, image.Licence, image.Url, image.Width.ToString(CultureInfo.InvariantCulture),
            image.Height.ToString(CultureInfo.InvariantCulture), image.Sha256, image.Hash, image.DuplicateOf, image.Original,
            .. isRelabeled ? [image.LabelBy] : (string[])[],
        ])));
    }

    /// <summary>Reads the images.</summary>
    /// <exception cref="InputException">The columns or a row are not those of <see cref="Write"/>; the message names the row.</exception>
    public static IReadOnlyList<DatasetImage> Read(byte[] bytes, string name)
    {
        try
        {
            using var csv = new CsvParser(new StreamReader(new MemoryStream(bytes), Encoding.UTF8), CultureInfo.InvariantCulture);
            if (!csv.Read() || !(csv.Record!.SequenceEqual(Columns) || csv.Record!.SequenceEqual([.. Columns, LabelBy])))
            {
                throw new InputException(
                    $"{name} does not have the columns {string.Join(',', Columns)}; build the dataset again with 'dataset build'");
            }

            var images = new List<DatasetImage>();
            var columns = csv.Record!.Length;
            while (csv.Read())
                images.Add(ToImage(csv.Record!, columns, csv.RawRow, name));
            return images;
        }
        catch (CsvHelperException e)
        {
            throw new InputException($"{name} is not a readable table; build the dataset again with 'dataset build'", e);
        }
    }

    private static DatasetImage ToImage(string[] row, int columns, int number, string name)
    {
        if (row.Length != columns)
            throw Bad($"{row.Length} columns instead of {columns}");
        if (!Enum.TryParse<DatasetSplit>(row[1], ignoreCase: true, out var split) || split.Folder() != row[1])
            throw Bad($"split '{row[1]}' is none of train, val, test, controls");
        if (split != DatasetSplit.Controls && Findings.FromName(row[2]) is null)
            throw Bad($"class '{row[2]}' is none of {string.Join(", ", Findings.All.Select(finding => finding.Name()))}");
        if (row[0] is "" || Path.IsPathRooted(row[0]) || row[0].Split('/').Contains(".."))
            throw Bad($"path '{row[0]}' does not stay inside the dataset");
        return new DatasetImage(
            row[0], split, row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10], row[11],
            Number("width", row[12]), Number("height", row[13]), row[14], row[15], row[16], row[17],
            row.Length > Columns.Count ? row[^1] : "");

        int Number(string column, string value)
            => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var result) && result > 0
                ? result
                : throw Bad($"{column} '{value}' is no number of pixels");

        InputException Bad(string what)
            => new($"{name}, row {number}: {what}; build the dataset again with 'dataset build'");
    }
}
