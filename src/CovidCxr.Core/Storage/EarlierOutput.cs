using System.Buffers.Binary;
using System.Text;

namespace CovidCxr.Core.Storage;

/// <summary>A kind of file that the product writes, recognized by the beginning of its content.</summary>
/// <param name="Words">The kind in words, for messages.</param>
/// <param name="Begins">Whether the beginning of a file is that of the kind.</param>
public sealed record EarlierOutput(string Words, Func<byte[], bool> Begins)
{
    private const int HeadLength = 1 << 16;
    private const long LargestHeader = 100 << 20;

    /// <summary>Predictions as CSV, JSON or table, also of a run that was killed at once.</summary>
    public static EarlierOutput Predictions { get; } = new("predictions of this program", head =>
    {
        var text = Encoding.UTF8.GetString(head);
        return IsBeginning(text, "file,class,p_covid19,p_normal,p_pneumonia,refer,reasons,model")
            || IsBeginning(text, "[\n  {\"file\":") || text.TrimEnd() == "[]"
            || text.Split('\n')[0].EndsWith("For research; not a medical device.", StringComparison.Ordinal);
    });

    /// <summary>The table of <c>compare --out</c>, of reports or audits: conditions as comments, then the header.</summary>
    public static EarlierOutput Comparison { get; } = new("comparison of this program", head =>
        Encoding.UTF8.GetString(head).Split('\n')
            .FirstOrDefault(line => !line.StartsWith('#')) is { } header
        && (header.StartsWith("figure,paper,", StringComparison.Ordinal)
            || (header.StartsWith("figure,", StringComparison.Ordinal) && header.EndsWith(",low,high,alarm", StringComparison.Ordinal))));

    /// <summary>An ONNX file whose producer, the field after the version, is this program.</summary>
    public static EarlierOutput Model { get; } = new("model of this program", head =>
        head.Length > 12 && head[0] == 0x08 && head.AsSpan(2).StartsWith("\u0012\u0008covidcxr"u8));

    /// <summary>Weights as safetensors: the length of a header in JSON, then the header.</summary>
    public static EarlierOutput Weights { get; } = new("weights (safetensors)", head =>
        head.Length > 10 && BinaryPrimitives.ReadInt64LittleEndian(head) is >= 2 and <= LargestHeader && head[8] == '{');

    /// <summary>Whether a file is an earlier output of this kind; an empty file, with nothing to lose, is one.</summary>
    /// <param name="path">A regular file.</param>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public bool Recognizes(string path)
    {
        try
        {
            using var file = RegularFile.Open(path, bufferSize: 0);
            var head = new byte[HeadLength];
            Array.Resize(ref head, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false));
            return head.Length == 0 || Begins(head);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e, "choose another name");
        }
    }

    private static bool IsBeginning(string text, string expected) =>
        text.StartsWith(expected, StringComparison.Ordinal) || expected.StartsWith(text, StringComparison.Ordinal);
}
