namespace CovidCxr.Imaging.Files;

/// <summary>
/// Counts files of known kinds that a search passes by because no decoder reads them, so that nobody believes they were scored. Not
/// safe to call from several threads at once.
/// </summary>
public sealed class LeftOutFiles
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        [".dcm"] = "DICOM file",
        [".dicom"] = "DICOM file",
        [".dic"] = "DICOM file",
        [".ima"] = "DICOM file",
        [".bmp"] = "BMP image",
        [".dib"] = "BMP image",
        [".gif"] = "GIF image",
        [".heic"] = "HEIC image",
        [".heif"] = "HEIC image",
        [".avif"] = "AVIF image",
        [".jxl"] = "JPEG XL image",
        [".jp2"] = "JPEG 2000 image",
        [".j2k"] = "JPEG 2000 image",
        [".jpf"] = "JPEG 2000 image",
        [".jpx"] = "JPEG 2000 image",
        [".nii"] = "NIfTI file",
        [".nrrd"] = "NRRD file",
        [".mha"] = "MetaImage file",
        [".mhd"] = "MetaImage file",
        [".pdf"] = "PDF file",
        [".psd"] = "Photoshop file",
    };

    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>
    /// One line, for example <c>left out: 2 BMP images, 3 DICOM files; convert them to PNG</c>; null if nothing was left out.
    /// </summary>
    public string? Summary => counts.Count == 0 ? null
        : $"left out: {string.Join(", ", counts.Select(kind => $"{kind.Value} {kind.Key}{(kind.Value == 1 ? "" : "s")}"))}; "
            + "convert them to PNG";

    /// <summary>Counts a file if its extension is that of a known kind.</summary>
    /// <param name="path">A file whose extension no decoder has.</param>
    public void Add(string path)
    {
        var name = path.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase) ? ".nii" : Path.GetExtension(path);
        if (Kinds.TryGetValue(name, out var kind))
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
    }
}
