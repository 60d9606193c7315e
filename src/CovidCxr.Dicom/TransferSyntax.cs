namespace CovidCxr.Dicom;

/// <summary>How the pixels of a transfer syntax are encoded.</summary>
internal enum PixelCodec
{
    /// <summary>Not compressed.</summary>
    Native,

    /// <summary>Not compressed, but in fragments.</summary>
    NativeInFragments,

    /// <summary>Run-length encoding of PS3.5, annex G.</summary>
    RunLength,

    /// <summary>Any JPEG (ITU-T T.81) or JPEG-LS (T.87); the stream itself says which process.</summary>
    Jpeg,

    /// <summary>JPEG 2000 (T.800).</summary>
    Jpeg2000,

    /// <summary>Not read here.</summary>
    Unsupported,
}

/// <summary>How a file's dataset and pixels are encoded (DICOM PS3.5, PS3.6 annex A).</summary>
/// <param name="Uid">The unique identifier.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Codec">How the pixels are encoded.</param>
internal sealed record TransferSyntax(string Uid, string Name, PixelCodec Codec)
{
    private const int LongestUid = 64;

    /// <summary>Whether each element carries its value representation.</summary>
    public bool IsExplicit { get; init; } = true;

    /// <summary>Whether numbers have their most significant byte first.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>Whether the dataset is deflated (RFC 1951).</summary>
    public bool IsDeflated { get; init; }

    /// <summary>Implicit VR little endian, the default of the standard.</summary>
    public static TransferSyntax ImplicitLittle { get; } =
        new("1.2.840.10008.1.2", "Implicit VR Little Endian", PixelCodec.Native) { IsExplicit = false };

    /// <summary>Explicit VR little endian.</summary>
    public static TransferSyntax ExplicitLittle { get; } = new("1.2.840.10008.1.2.1", "Explicit VR Little Endian", PixelCodec.Native);

    /// <summary>Explicit VR big endian, retired.</summary>
    public static TransferSyntax ExplicitBig { get; } =
        new("1.2.840.10008.1.2.2", "Explicit VR Big Endian", PixelCodec.Native) { IsBigEndian = true };

    /// <summary>The standard's transfer syntaxes that a picture comes in.</summary>
    private static readonly Dictionary<string, TransferSyntax> Known = new TransferSyntax[]
    {
        ImplicitLittle,
        ExplicitLittle,
        ExplicitBig,
        new("1.2.840.10008.1.2.1.98", "Encapsulated Uncompressed Explicit VR Little Endian", PixelCodec.NativeInFragments),
        new("1.2.840.10008.1.2.1.99", "Deflated Explicit VR Little Endian", PixelCodec.Native) { IsDeflated = true },
        new("1.2.840.10008.1.2.5", "RLE Lossless", PixelCodec.RunLength),
        new("1.2.840.10008.1.2.4.50", "JPEG Baseline", PixelCodec.Jpeg),
        new("1.2.840.10008.1.2.4.51", "JPEG Extended", PixelCodec.Jpeg),
        new("1.2.840.10008.1.2.4.57", "JPEG Lossless", PixelCodec.Jpeg),
        new("1.2.840.10008.1.2.4.70", "JPEG Lossless, First-Order Prediction", PixelCodec.Jpeg),
        new("1.2.840.10008.1.2.4.80", "JPEG-LS Lossless", PixelCodec.Jpeg),
        new("1.2.840.10008.1.2.4.81", "JPEG-LS Near-Lossless", PixelCodec.Jpeg),
        new("1.2.840.10008.1.2.4.90", "JPEG 2000 Lossless", PixelCodec.Jpeg2000),
        new("1.2.840.10008.1.2.4.91", "JPEG 2000", PixelCodec.Jpeg2000),
        new("1.2.840.10008.1.2.4.92", "JPEG 2000 Part 2 Lossless", PixelCodec.Unsupported),
        new("1.2.840.10008.1.2.4.93", "JPEG 2000 Part 2", PixelCodec.Unsupported),
        new("1.2.840.10008.1.2.4.94", "JPIP Referenced", PixelCodec.Unsupported),
        new("1.2.840.10008.1.2.4.95", "JPIP Referenced Deflate", PixelCodec.Unsupported) { IsDeflated = true },
        new("1.2.840.10008.1.2.4.201", "HTJ2K Lossless", PixelCodec.Unsupported),
        new("1.2.840.10008.1.2.4.202", "HTJ2K Lossless RPCL", PixelCodec.Unsupported),
        new("1.2.840.10008.1.2.4.203", "HTJ2K", PixelCodec.Unsupported),
        new("1.2.840.10008.1.2.4.100", "MPEG2 video", PixelCodec.Unsupported),
        new("1.2.840.10008.1.2.4.102", "MPEG-4 video", PixelCodec.Unsupported),
        new("1.2.840.10008.1.2.4.107", "HEVC video", PixelCodec.Unsupported),
    }.ToDictionary(syntax => syntax.Uid);

    /// <summary>The transfer syntax of an identifier; one of which only the identifier is known if the standard's list lacks it.</summary>
    public static TransferSyntax Of(string uid) =>
        Known.GetValueOrDefault(uid) ?? new TransferSyntax(uid, Unknown(Brief(uid)), PixelCodec.Unsupported);

    /// <summary>An identifier as a message shows it: no longer than the standard allows.</summary>
    public static string Brief(string uid) => uid.Length <= LongestUid ? uid : uid[..LongestUid] + "...";

    // Vendors use roots of their own; the standard's is 1.2.840.10008.
    private static string Unknown(string uid) =>
        uid.StartsWith("1.2.840.10008.", StringComparison.Ordinal) ? $"unknown ({uid})" : $"private ({uid})";
}
