using System.Text;

namespace CovidCxr.Core.Storage;

/// <summary>Writes and reads comma-separated values (RFC 4180) with line feeds, so that every system writes the same bytes.</summary>
/// <remarks>Own reader, because Core takes no package; tables from outside go through CsvHelper.</remarks>
public static class Csv
{
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    /// <summary>Joins fields to a line without a line feed; quotes a field only if it needs quotes.</summary>
    public static string Line(params IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted));

    /// <summary>Joins a header and rows to the text of a file.</summary>
    public static string Table(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder(Line(header)).Append('\n');
        foreach (var row in rows)
            text.Append(Line(row)).Append('\n');
        return text.ToString();
    }

    /// <summary>Splits the text of a file into lines without their ends; a line feed inside quotes does not end a line.</summary>
    public static IReadOnlyList<string> Lines(string text)
    {
        var lines = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            quoted ^= text[i] == '"';
            if (text[i] != '\n' || quoted)
                continue;
            lines.Add(text[start..i].TrimEnd('\r'));
            start = i + 1;
        }
        if (start < text.Length)
            lines.Add(text[start..]);
        return lines;
    }

    /// <summary>Splits a line into its fields; a field in quotes may contain line feeds.</summary>
    public static IReadOnlyList<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (letter == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }
        fields.Add(field.ToString());
        return fields;
    }

    // Many programs drop a leading or trailing blank that is not in quotes.
    private static string Quoted(string field) =>
        field.IndexOfAny(Special) >= 0 || field.StartsWith(' ') || field.EndsWith(' ') ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
}
