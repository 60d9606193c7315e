using System.Text;

namespace CovidCxr.Core.Storage;

/// <summary>Comma-separated values (RFC 4180), the same bytes on every system: UTF-8 without a mark, line feeds.</summary>
public static class Csv
{
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    /// <summary>Joins fields to a line without its end; quotes a field only if it needs quotes.</summary>
    public static string Line(params IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted));

    /// <summary>Joins a header and rows to the text of a file.</summary>
    public static string Table(IEnumerable<string> header, IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder(Line(header)).Append('\n');
        foreach (var row in rows)
            text.Append(Line(row)).Append('\n');
        return text.ToString();
    }

    /// <summary>Splits a line into its fields; inside quotes it may hold line feeds.</summary>
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

    // A leading or trailing blank is quoted, because many programs drop it otherwise.
    private static string Quoted(string field) =>
        field.IndexOfAny(Special) >= 0 || field.StartsWith(' ') || field.EndsWith(' ') ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
}
