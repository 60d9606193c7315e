namespace CovidCxr.Imaging;

/// <summary>
/// A kind of file that people keep beside their X-rays and that no decoder here reads, so that a search can count such files and an error
/// can say more than "not an image".
/// </summary>
/// <param name="Name">Its name in messages, in the singular and without an article, for example <c>DICOM file</c>.</param>
/// <param name="Extensions">The extensions of its files in lower case, each with its dot; none if only the content tells.</param>
public sealed record UnreadableKind(string Name, params IReadOnlyList<string> Extensions)
{
    /// <summary>What to do with a file of any of the kinds.</summary>
    public const string Remedy = "convert it to PNG";

    private const string Compressed = ".gz";
    private const int DicomPreamble = 128, BoxType = 4, BoxBrand = 8, NiftiMagic = 344;

    private static readonly UnreadableKind Dicom = new("DICOM file", ".dcm", ".dicom", ".dic", ".ima");
    private static readonly UnreadableKind Bmp = new("BMP image", ".bmp", ".dib");
    private static readonly UnreadableKind Jpeg2000 = new("JPEG 2000 image", ".jp2", ".j2k", ".j2c", ".jpc", ".jpf", ".jpx");
    private static readonly UnreadableKind JpegLs = new("JPEG-LS image", ".jls");
    private static readonly UnreadableKind JpegXl = new("JPEG XL image", ".jxl");
    private static readonly UnreadableKind Heic = new("HEIC image", ".heic", ".heif", ".hif");
    private static readonly UnreadableKind Avif = new("AVIF image", ".avif");
    private static readonly UnreadableKind Nifti = new("NIfTI file", ".nii");
    private static readonly UnreadableKind Nrrd = new("NRRD file", ".nrrd", ".nhdr");
    private static readonly UnreadableKind MetaImage = new("MetaImage file", ".mha", ".mhd");
    private static readonly UnreadableKind NetPbm = new("NetPBM image", ".pgm", ".ppm", ".pbm", ".pnm");
    private static readonly UnreadableKind Svg = new("SVG image", ".svg");
    private static readonly UnreadableKind Pdf = new("PDF file", ".pdf");
    private static readonly UnreadableKind Photoshop = new("Photoshop file", ".psd", ".psb");
    private static readonly UnreadableKind NumPy = new("NumPy array", ".npy", ".npz");
    private static readonly UnreadableKind Zip = new("ZIP archive", ".zip");

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<UnreadableKind> All { get; } =
    [
        Dicom, Bmp, Jpeg2000, JpegLs, JpegXl, Heic, Avif, Nifti, Nrrd, MetaImage, NetPbm, Svg, Pdf, Photoshop, NumPy, Zip,
    ];

    /// <summary>The name with its article, for example <c>a DICOM file</c>.</summary>
    public string WithArticle => $"{(this == Avif || this == Svg ? "an" : "a")} {Name}";

    /// <summary>The kind of a file by its name, without opening it; null if it is none of those known here.</summary>
    public static UnreadableKind? OfPath(string path)
    {
        var name = path.EndsWith(Compressed, StringComparison.OrdinalIgnoreCase) ? path[..^Compressed.Length] : path;
        var extension = Path.GetExtension(name);
        return All.FirstOrDefault(kind => kind.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The kind of a file by its content; null if it is none of those known here.</summary>
    /// <param name="head">The beginning of the file, about a kilobyte, or all of it.</param>
    public static UnreadableKind? OfContent(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> jpeg2000 = [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' '], codestream = [0xFF, 0x4F, 0xFF, 0x51];
        ReadOnlySpan<byte> jpegXl = [0xFF, 0x0A], jpegXlBox = [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' '];
        ReadOnlySpan<byte> numPy = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];
        if (At(head, DicomPreamble).StartsWith("DICM"u8))
            return Dicom;
        if (head.StartsWith(jpeg2000) || head.StartsWith(codestream))
            return Jpeg2000;
        if (head.StartsWith(jpegXl) || head.StartsWith(jpegXlBox))
            return JpegXl;
        if (At(head, BoxType).StartsWith("ftyp"u8))
            return At(head, BoxBrand).StartsWith("avi"u8) ? Avif : Heic;
        if (At(head, NiftiMagic).StartsWith("n+1\0"u8) || At(head, NiftiMagic).StartsWith("ni1\0"u8))
            return Nifti;
        return IsJpegLs(head) ? JpegLs
            : head.StartsWith("BM"u8) ? Bmp
            : head.StartsWith("%PDF"u8) ? Pdf
            : head.StartsWith("8BPS"u8) ? Photoshop
            : head.StartsWith("NRRD"u8) ? Nrrd
            : head.StartsWith(numPy) ? NumPy
            : head.StartsWith("PK"u8) ? Zip
            : head.IndexOf("<svg"u8) >= 0 ? Svg
            : IsNetPbm(head) ? NetPbm
            : null;
    }

    /// <summary>Whether a file is JPEG-LS (ITU-T T.87), which begins like a JPEG.</summary>
    internal static bool IsJpegLs(ReadOnlySpan<byte> head) => head is [0xFF, 0xD8, 0xFF, 0xF7, ..];

    private static bool IsNetPbm(ReadOnlySpan<byte> head) =>
        head is [(byte)'P', >= (byte)'1' and <= (byte)'7', (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t', ..];

    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> head, int offset) => offset < head.Length ? head[offset..] : [];
}
