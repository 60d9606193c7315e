using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Datasets.Sources;

/// <summary>Tells by its ending whether a file is a picture that the decoders read.</summary>
internal static class PictureName
{
    /// <summary>Whether the name ends as that of a picture, in any case.</summary>
    public static bool Is(string name) =>
        ImageDecoders.Default.Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
