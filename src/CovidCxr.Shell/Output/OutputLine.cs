using System.Text;

namespace CovidCxr.Shell.Output;

/// <summary>A line of an output file.</summary>
/// <param name="Text">The line without its line feed.</param>
/// <param name="End">Offset of the byte after the text; the line feed lies there if the line is <paramref name="Whole"/>.</param>
/// <param name="Whole">Whether the line ends with a line feed; false only for the last line.</param>
internal readonly record struct OutputLine(string Text, long End, bool Whole)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Reads a file line by line, with one line in memory.</summary>
    /// <param name="path">The file.</param>
    /// <param name="quotes">Whether a line feed between double quotes belongs to the line, as in CSV.</param>
    public static IEnumerable<OutputLine> Read(string path, bool quotes)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
        var line = new List<byte>();
        var (offset, quoted) = (0L, false);
        for (var next = stream.ReadByte(); next >= 0; next = stream.ReadByte(), offset++)
        {
            quoted ^= quotes && next == '"';
            if (next != '\n' || quoted)
            {
                line.Add((byte)next);
                continue;
            }
            yield return new(Encoding.UTF8.GetString([.. line]), offset, Whole: true);
            line.Clear();
        }
        if (line.Count > 0)
            yield return new(Encoding.UTF8.GetString([.. line]), offset, Whole: false);
    }
}
