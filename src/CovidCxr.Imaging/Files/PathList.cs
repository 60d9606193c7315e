using System.Text;
using CovidCxr.Core.Storage;

namespace CovidCxr.Imaging.Files;

/// <summary>
/// Reads a list of paths, one on each line, as <c>find</c>, <c>ls</c> and PowerShell write it: UTF-8 or any other bytes, UTF-16 with a
/// byte-order mark, lines ending in LF or CR LF. Empty lines are skipped. A line that can be no path is found with an error.
/// </summary>
public sealed class PathList
{
    /// <summary>Bytes of a line that are kept; far more than any system allows in a path.</summary>
    public const int LongestLine = 32 << 10;

    private const int ShownOfWrongLine = 120;

    private readonly Stream stream;
    private readonly byte[] buffer = new byte[1 << 14];
    private readonly List<byte> line = [];
    private int at, length, number;
    private Encoding? wide;

    private PathList(Stream stream) => this.stream = stream;

    /// <summary>Reads a list while the caller enumerates the result; a line is given out as soon as it has arrived.</summary>
    /// <param name="stream">The list; may be a pipe.</param>
    public static IEnumerable<FoundFile> Read(Stream stream) => new PathList(stream).Lines();

    private IEnumerable<FoundFile> Lines()
    {
        SkipMark();
        for (var (whole, more) = (true, true); more;)
        {
            (whole, more) = NextLine();
            number++;
            var text = wide is null ? PathBytes.Decode([.. line]) : wide.GetString([.. line]);
            text = text.TrimEnd('\r');
            if (text.Contains('\0'))
                yield return Wrong(text, "holds a zero byte; write one path on each line (find without -print0)");
            else if (!whole)
                yield return Wrong(text, $"is longer than {LongestLine >> 10} KiB; write one path on each line");
            else if (!string.IsNullOrWhiteSpace(text))
                yield return new(text);
        }
    }

    private FoundFile Wrong(string text, string reason)
    {
        var shown = PathBytes.Show(text.Replace("\0", @"\0"));
        shown = shown.Length <= ShownOfWrongLine ? shown : shown[..ShownOfWrongLine] + "...";
        return new(shown, $"{shown}: line {number} of the list {reason}");
    }

    // Fills "line"; the rest of a line that is too long is read and dropped.
    private (bool Whole, bool More) NextLine()
    {
        line.Clear();
        var whole = true;
        while (true)
        {
            var first = Next();
            var second = wide is null ? 0 : Next();
            if (first < 0 || second < 0)
                return (whole, false);
            var letter = wide is null ? first : wide == Encoding.Unicode ? first | (second << 8) : (first << 8) | second;
            if (letter == '\n')
                return (whole, true);
            if (line.Count >= LongestLine)
            {
                whole = false;
                continue;
            }
            line.Add((byte)first);
            if (wide is not null)
                line.Add((byte)second);
        }
    }

    private void SkipMark()
    {
        while (length < 3 && stream.Read(buffer, length, buffer.Length - length) is > 0 and var read)
            length += read;
        ReadOnlySpan<byte> head = buffer.AsSpan(0, length);
        wide = head.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode
            : head.StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode
            : null;
        at = wide is not null ? 2 : head.StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
    }

    private int Next()
    {
        if (at == length)
        {
            (at, length) = (0, stream.Read(buffer, 0, buffer.Length));
            if (length <= 0)
                return -1;
        }
        return buffer[at++];
    }
}
