using System.Text;

namespace CovidCxr.Core.Storage;

/// <summary>
/// Paths as Unix knows them: bytes, which need not be UTF-8. Names in Latin-1 come with old archives; .NET decodes them with a loss and
/// then cannot open the file. Here every byte that is not UTF-8 becomes one lone surrogate, U+DC80 to U+DCFF, as in Python (PEP 383),
/// so that the way back gives the same bytes.
/// </summary>
public static class PathBytes
{
    private const char FirstEscape = '\uDC80', LastEscape = '\uDCFF';
    private const int ByteOfEscape = 0xFF;

    /// <summary>The text of a path; bytes that are not UTF-8 become lone surrogates.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        Span<char> letters = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done)
                text.Append(letters[..rune.EncodeToUtf16(letters)]);
            else
                foreach (var wrong in bytes[..length])
                    text.Append((char)(FirstEscape - 0x80 + wrong));
            bytes = bytes[length..];
        }
        return text.ToString();
    }

    /// <summary>The bytes of a path with a zero at the end, as system calls take them.</summary>
    public static byte[] Encode(string path)
    {
        if (!HasEscapes(path))
            return Encoding.UTF8.GetBytes(path + '\0');
        var bytes = new List<byte>(path.Length + 1);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < path.Length; i++)
        {
            if (IsEscape(path, i))
            {
                bytes.Add((byte)(path[i] & ByteOfEscape));
                continue;
            }
            var rune = Rune.TryGetRuneAt(path, i, out var whole) ? whole : Rune.ReplacementChar;
            bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
            i += rune.Utf16SequenceLength - 1;
        }
        bytes.Add(0);
        return [.. bytes];
    }

    /// <summary>
    /// The path as tables, files and messages show it: a byte that is not UTF-8 is written <c>\xE9</c>. Other paths stay as they are.
    /// </summary>
    public static string Show(string path)
    {
        if (!HasEscapes(path))
            return path;
        var text = new StringBuilder(path.Length + 8);
        for (var i = 0; i < path.Length; i++)
            if (IsEscape(path, i))
                text.Append($@"\x{path[i] & ByteOfEscape:X2}");
            else
                text.Append(path[i]);
        return text.ToString();
    }

    /// <summary>Whether a path has bytes that are not UTF-8.</summary>
    public static bool HasEscapes(string path)
    {
        for (var i = path.AsSpan().IndexOfAnyInRange(FirstEscape, LastEscape); i >= 0 && i < path.Length; i++)
            if (IsEscape(path, i))
                return true;
        return false;
    }

    private static bool IsEscape(string path, int i) =>
        path[i] is >= FirstEscape and <= LastEscape && (i == 0 || !char.IsHighSurrogate(path[i - 1]));
}
