using CovidCxr.Core.Storage;

namespace CovidCxr.Imaging.Files;

/// <summary>
/// Counts files of an <see cref="UnreadableKind"/> that a search passes by, so that nobody believes they were scored. Not safe to call
/// from several threads at once.
/// </summary>
public sealed class LeftOutFiles
{
    private const int HeadLength = 1024;

    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>
    /// One line, for example <c>left out: 2 BMP images, 3 DICOM files; convert them to PNG</c>; null if nothing was left out.
    /// </summary>
    public string? Summary => counts.Count == 0 ? null
        : $"left out: {string.Join(", ", counts.Select(kind => $"{kind.Value} {kind.Key}{(kind.Value == 1 ? "" : "s")}"))}; "
            + "convert them to PNG";

    /// <summary>
    /// Counts a file of a known kind: by its extension or, because a PACS writes <c>IM000001</c> and <c>1.2.840.10008.5</c>, by the
    /// beginning of a file without one. A file that cannot be read is not counted.
    /// </summary>
    /// <param name="path">A file whose extension no decoder has.</param>
    public void Add(string path)
    {
        if ((UnreadableKind.OfPath(path) ?? (HasNoExtension(path) ? UnreadableKind.OfContent(Head(path)) : null)) is { } kind)
            counts[kind.Name] = counts.GetValueOrDefault(kind.Name) + 1;
    }

    private static bool HasNoExtension(string path) => Path.GetExtension(path).Skip(1).All(char.IsAsciiDigit);

    private static byte[] Head(string path)
    {
        try
        {
            using var file = RegularFile.Open(path, bufferSize: 0);
            var head = new byte[HeadLength];
            return head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            return [];
        }
    }
}
