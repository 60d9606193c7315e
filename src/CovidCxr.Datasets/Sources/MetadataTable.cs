using System.Globalization;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CsvHelper;
using CsvHelper.Configuration;

namespace CovidCxr.Datasets.Sources;

/// <summary>Reads a collection's <c>metadata.csv</c> in any encoding.</summary>
internal static class MetadataTable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "metadata.csv";

    /// <summary>Reads the names of the columns; empty if there is no readable table.</summary>
    public static IReadOnlyList<string> Columns(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            if (!File.Exists(path))
                return [];
            // The header is ASCII, and Latin-1 reads any byte without an error.
            using var reader = new StreamReader(path, Encoding.Latin1, detectEncodingFromByteOrderMarks: true);
            using var parser = new CsvParser(reader, Configuration());
            return parser.Read() ? [.. parser.Record!.Select(name => name.Trim('\uFEFF', 'ï', '»', '¿', ' '))] : [];
        }
        catch (Exception e) when (FileError.IsFileError(e) || e is CsvHelperException)
        {
            return [];
        }
    }

    /// <summary>Reads all rows.</summary>
    /// <exception cref="InputException">The file cannot be read or is empty.</exception>
    public static IReadOnlyList<MetadataRow> Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var reader = new StringReader(Decode(File.ReadAllBytes(path)));
            using var parser = new CsvParser(reader, Configuration());
            if (!parser.Read())
                throw new InputException($"{path} is empty; get the collection again");
            var columns = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var index = 0; index < parser.Record!.Length; index++)
                columns.TryAdd(parser.Record[index].Trim(), index);
            var rows = new List<MetadataRow>();
            while (parser.Read())
                rows.Add(new MetadataRow(parser.RawRow, columns, parser.Record!));
            return rows;
        }
        catch (Exception e) when (FileError.IsFileError(e) || e is CsvHelperException)
        {
            throw new InputException($"{path} cannot be read; get the collection again", e);
        }
    }

    private static string Decode(byte[] bytes)
    {
        if (bytes.AsSpan().StartsWith<byte>([0xFF, 0xFE]))
            return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
        var start = bytes.AsSpan().StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8: the Figure 1 table is Windows-1252, and text in another encoding is almost never valid UTF-8.
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes);
        }
    }

    private static CsvConfiguration Configuration() => new(CultureInfo.InvariantCulture) { BadDataFound = null };
}

/// <summary>One row of a collection's table.</summary>
internal sealed class MetadataRow(int number, IReadOnlyDictionary<string, int> columns, string[] values)
{
    /// <summary>The line at which the row ends; the header is line 1.</summary>
    public int Number => number;

    /// <summary>The value in a column, trimmed; empty if the row is too short or the table has no such column.</summary>
    public string this[string column]
        => columns.TryGetValue(column, out var index) && index < values.Length ? values[index].Trim() : "";
}
