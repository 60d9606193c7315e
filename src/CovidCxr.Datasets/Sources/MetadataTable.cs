using System.Globalization;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CsvHelper;
using CsvHelper.Configuration;

namespace CovidCxr.Datasets.Sources;

/// <summary>
/// Reads a collection's <c>metadata.csv</c> in any encoding (<see cref="TableText"/>) and with any usual separator, as the spreadsheets
/// of all countries save it.
/// </summary>
internal sealed class MetadataTable : IDisposable
{
    /// <summary>The file's name.</summary>
    public const string FileName = "metadata.csv";

    // Begins a first line, in which Excel names the separator.
    private const string SeparatorLine = "sep=";

    private static readonly string[] Separators = [",", ";", "\t", "|"];
    private static readonly char[] AroundNames = ['"', '\'', '\uFEFF', '\u201C', '\u201D', '\u2018', '\u2019'];

    private readonly string path;
    private readonly CsvParser parser;

    private MetadataTable(string path, CsvParser parser)
    {
        this.path = path;
        this.parser = parser;
        Columns = [.. (parser.Record ?? []).Select(name => name.Trim().Trim(AroundNames).Trim().ToLowerInvariant())];
    }

    /// <summary>The names of the columns in lower case, without quotes and blanks around them; empty for a file without a line.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Where a folder's table lies, whether or not there is one.</summary>
    public static string PathIn(string folder) => EntryName.Find(folder, FileName);

    /// <summary>Opens a folder's table and reads its header.</summary>
    /// <exception cref="InputException">The table cannot be read; the message names the file, the line and the reason.</exception>
    public static MetadataTable Open(string folder) => OpenFile(PathIn(folder));

    /// <summary>Opens a table and reads its header.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static MetadataTable OpenFile(string path)
    {
        return Guarded(path, null, () =>
        {
            var begins = Header(path, ",", 0) is [var first, ..] && IsSeparatorLine(first) ? 1 : 0;
            var separator = Separators.MaxBy(separator => Header(path, separator, begins).Length)!;
            var table = new MetadataTable(path, ParserAt(path, separator, begins));
            return table.Columns is [var all] && all.Contains("finding", StringComparison.Ordinal) && all != "finding"
                ? throw new InputException($"{path}, line {begins + 1}: its columns are divided by none of , ; | and tab; save it as CSV")
                : table;
        });
    }

    /// <summary>Reads all rows.</summary>
    /// <param name="cancel">Stops between two rows.</param>
    /// <exception cref="InputException">A row cannot be read; the message names the file, the line and the reason.</exception>
    public IReadOnlyList<MetadataRow> ReadRows(CancellationToken cancel)
    {
        var index = Columns.Index().DistinctBy(column => column.Item).ToDictionary(column => column.Item, column => column.Index);
        return Guarded(path, parser, () =>
        {
            var rows = new List<MetadataRow>();
            while (parser.Read())
            {
                cancel.ThrowIfCancellationRequested();
                rows.Add(new MetadataRow(parser.RawRow, index, parser.Record!));
            }
            return rows;
        });
    }

    /// <inheritdoc/>
    public void Dispose() => parser.Dispose();

    private static bool IsSeparatorLine(string field) =>
        field.TrimStart(AroundNames).StartsWith(SeparatorLine, StringComparison.OrdinalIgnoreCase);

    private static string[] Header(string path, string separator, int record)
    {
        using var parser = ParserAt(path, separator, record);
        return parser.Record ?? [];
    }

    // Opened anew for every attempt: a header lies at the beginning, and a pipe is never opened.
    private static CsvParser ParserAt(string path, string separator, int record)
    {
        var parser = new CsvParser(TableText.Open(path), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator,
            MaxFieldSize = TableText.LongestLine,
            BadDataFound = found => RefuseOpenQuote(path, found),
        });
        for (var i = 0; i <= record; i++)
            parser.Read();
        return parser;
    }

    // Quotes inside a field are taken as they are. A quote that is not closed would swallow the rows behind it.
    private static void RefuseOpenQuote(string path, BadDataFoundArgs found)
    {
        var lines = Math.Max(found.Field.Count(letter => letter == '\n'), found.Field.Count(letter => letter == '\r'));
        if (lines > 0)
            throw new InputException(
                $"{path}, line {found.Context.Parser!.RawRow - lines}: a quote is opened and not closed; correct the line");
    }

    private static T Guarded<T>(string path, CsvParser? parser, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (MaxFieldSizeException e)
        {
            throw Unreadable("a field is too long, perhaps because a quote is not closed", e);
        }
        catch (DecoderFallbackException e)
        {
            throw Unreadable("the text is not valid UTF-16", e);
        }
        catch (CsvHelperException e)
        {
            throw Unreadable("the line is not one of a table", e);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e);
        }

        InputException Unreadable(string why, Exception e) =>
            new($"{path}, line {(parser?.RawRow ?? 0) + 1}: {why}; correct the line or get the collection again", e);
    }
}

/// <summary>One row of a collection's table.</summary>
internal sealed class MetadataRow(int number, IReadOnlyDictionary<string, int> columns, string[] values)
{
    /// <summary>The line at which the row ends; the header is line 1.</summary>
    public int Number => number;

    /// <summary>The value in a column, trimmed; empty if the row is too short or the table has no such column.</summary>
    /// <param name="column">The column's name in lower case.</param>
    public string this[string column]
        => columns.TryGetValue(column, out var index) && index < values.Length ? values[index].Trim() : "";
}
