using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Datasets.Sources;

/// <summary>
/// Opens a table in whatever encoding it was saved: UTF-8 or UTF-16, with or without a byte-order mark, and Windows-1252 wherever bytes
/// are not UTF-8. A table or line that no collection has is refused before it fills the memory.
/// </summary>
internal static class TableText
{
    /// <summary>The size of the largest table that is read, 256 MiB; the largest published one has under 1 MiB.</summary>
    public const long LargestBytes = 256L << 20;

    /// <summary>The length of the longest line and the longest field, 1 Mi characters.</summary>
    public const int LongestLine = 1 << 20;

    // Enough of a header to tell UTF-16 by the zero in every letter.
    private const int Beginning = 1024;

    /// <summary>Opens a table.</summary>
    /// <param name="path">The file, for errors too.</param>
    /// <returns>The text; reading it throws <see cref="InputException"/> at a line that is too long.</returns>
    /// <exception cref="InputException">The file is empty, no regular file, or too large.</exception>
    public static TextReader Open(string path)
    {
        var file = RegularFile.Open(path);
        if (file.Length == 0)
            throw new InputException($"{path}: is empty; get the collection again");
        if (file.Length > LargestBytes)
            throw new InputException($"{path}: has {file.Length} bytes, more than {LargestBytes >> 20} MiB; get the collection again");
        var head = new byte[Beginning];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.AsSpan().StartsWith("PK\x03\x04"u8) || head.AsSpan().StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
            throw new InputException($"{path}: is a workbook or an archive, whatever its name says; save the table as CSV");
        var (encoding, mark) = EncodingOf(head);
        file.Position = mark;
        return new LimitedReader(new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: false), path);
    }

    private static (Encoding Encoding, int Mark) EncodingOf(ReadOnlySpan<byte> head)
    {
        var utf8 = Encoding.GetEncoding(Encoding.UTF8.WebName, EncoderFallback.ExceptionFallback, new Windows1252Fallback());
        if (head.StartsWith<byte>([0xEF, 0xBB, 0xBF]))
            return (utf8, 3);
        if (head.StartsWith<byte>([0xFF, 0xFE]))
            return (Utf16(bigEndian: false), 2);
        if (head.StartsWith<byte>([0xFE, 0xFF]))
            return (Utf16(bigEndian: true), 2);
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < head.Length; i += 2)
            (even, odd) = (even + (head[i] == 0 ? 1 : 0), odd + (head[i + 1] == 0 ? 1 : 0));
        // Zeros in every second byte; zeros everywhere are no text at all.
        var most = head.Length / 4;
        return odd > most && even < odd / 8 ? (Utf16(bigEndian: false), 0)
            : even > most && odd < even / 8 ? (Utf16(bigEndian: true), 0)
            : (utf8, 0);
    }

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>Reads a text and stops at a line that is too long.</summary>
    private sealed class LimitedReader(TextReader inner, string path) : TextReader
    {
        private int line = 1;
        private int length;

        public override int Read() => throw new NotSupportedException("read blocks");

        public override int Read(char[] buffer, int index, int count)
        {
            var read = inner.Read(buffer, index, count);
            foreach (var letter in buffer.AsSpan(index, read))
                if (letter is '\n' or '\r')
                    (line, length) = (line + (letter == '\n' ? 1 : 0), 0);
                else if (++length > LongestLine)
                    throw new InputException(
                        $"{path}, line {line}: is longer than {LongestLine >> 20} Mi characters, which no table of a collection has; "
                        + "get the collection again");
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>
/// Reads bytes that are not UTF-8 as Windows-1252, each for itself: the table of Figure 1 is Windows-1252, and copies hold both.
/// </summary>
internal sealed class Windows1252Fallback : DecoderFallback
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <inheritdoc/>
    public override int MaxCharCount => 4;

    /// <inheritdoc/>
    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private string letters = "";
        private int next;

        public override int Remaining => letters.Length - next;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            (letters, next) = (Windows1252.GetString(bytesUnknown), 0);
            return letters.Length > 0;
        }

        public override char GetNextChar() => next < letters.Length ? letters[next++] : '\0';

        public override bool MovePrevious() => next > 0 && next-- > 0;
    }
}
