using System.Text;

namespace CovidCxr.Core.Storage;

/// <summary>Fields of a line of CSV (RFC 4180).</summary>
public static class CsvFields
{
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    /// <summary>Joins fields to a line without its end; quotes where that is needed.</summary>
    public static string Join(IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted));

    /// <summary>The fields of a whole line, which may hold line feeds inside quotes.</summary>
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

    // A blank at an end is kept by quotes; many programs drop it otherwise.
    private static string Quoted(string field) =>
        field.IndexOfAny(Special) >= 0 || field.StartsWith(' ') || field.EndsWith(' ') ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
}
