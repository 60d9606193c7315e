using System.Text;

namespace CovidCxr.Shell.Resume;

/// <summary>The lines of an output file with the place where each ends.</summary>
internal static class OutputLines
{
    /// <summary>Reads a file line by line; only one is in memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="quotes">Whether a line feed between double quotes belongs to the line, as in CSV.</param>
    /// <returns>Each line without its end, the byte after it (and after its line feed), and whether it has a line feed.</returns>
    public static IEnumerable<(string Text, long End, bool Whole)> Read(string path, bool quotes)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        var line = new List<byte>();
        var (at, inside) = (0L, false);
        for (var next = stream.ReadByte(); next >= 0; next = stream.ReadByte())
        {
            at++;
            inside ^= quotes && next == '"';
            if (next != '\n' || inside)
            {
                line.Add((byte)next);
                continue;
            }
            yield return (Text(line), at, true);
            line.Clear();
        }
        if (line.Count > 0)
            yield return (Text(line), at, false);
    }

    private static string Text(List<byte> line) => Encoding.UTF8.GetString([.. line]);
}
