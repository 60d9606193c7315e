using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace CovidCxr.Datasets;

/// <summary>Writes a CSV file whose bytes are the same on every system: UTF-8 without mark, line feeds.</summary>
internal static class CsvTable
{
    /// <summary>How the dataset's tables are written and read.</summary>
    public static CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>Writes the heading and the rows.</summary>
    public static void Write(string path, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        using var csv = new CsvWriter(writer, Configuration());
        WriteRow(csv, columns);
        foreach (var row in rows)
            WriteRow(csv, row);
    }

    private static void WriteRow(CsvWriter csv, IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
            csv.WriteField(field);
        csv.NextRecord();
    }
}
