using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Files;

namespace CovidCxr.Datasets.Sources;

/// <summary>Tells by its ending whether a file is a picture that the decoders read.</summary>
internal static class PictureName
{
    private static readonly HashSet<string> Endings =
        new([.. ImageDecoders.Default.Extensions, .. ImageFormat.Dicom.Extensions], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the name ends as that of a picture, in any case.</summary>
    public static bool Is(string name) => Endings.Contains(Path.GetExtension(name));

    /// <summary>The same, or the file has no ending and begins as DICOM.</summary>
    /// <param name="name">The name.</param>
    /// <param name="path">The file.</param>
    public static bool IsAt(string name, string path)
    {
        const int preamble = 128;
        return Is(name) || (FileHead.HasNoExtension(name) && FileHead.Read(path).AsSpan() is { Length: > preamble } head
            && head[preamble..].StartsWith("DICM"u8) && !Path.GetFileName(name).Equals("DICOMDIR", StringComparison.OrdinalIgnoreCase));
    }
}
