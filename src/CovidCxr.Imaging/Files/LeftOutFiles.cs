namespace CovidCxr.Imaging.Files;

/// <summary>
/// Counts files of an <see cref="UnreadableKind"/> that a search passes by, so that nobody believes they were scored. Not safe to call
/// from several threads at once.
/// </summary>
public sealed class LeftOutFiles
{
    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>
    /// One line, for example <c>left out: 2 BMP images, 3 DICOM files; convert them to PNG</c>; null if nothing was left out.
    /// </summary>
    public string? Summary => counts.Count == 0 ? null
        : $"left out: {string.Join(", ", counts.Select(kind => $"{kind.Value} {kind.Key}{(kind.Value == 1 ? "" : "s")}"))}; "
            + "convert them to PNG";

    /// <summary>
    /// Counts a file of a known kind: by its extension, or by the beginning of a file without one. A file that cannot be read is not
    /// counted.
    /// </summary>
    /// <param name="path">A file whose extension no decoder has.</param>
    public void Add(string path)
    {
        var head = FileHead.HasNoExtension(path) ? FileHead.Read(path) : [];
        if ((UnreadableKind.OfPath(path) ?? UnreadableKind.OfContent(head)) is { } kind)
            counts[kind.Name] = counts.GetValueOrDefault(kind.Name) + 1;
    }
}
