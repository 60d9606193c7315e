using CovidCxr.Dicom.Decoding;

namespace CovidCxr.Service.Queueing;

/// <summary>What a file is, by its content; what a client says of it counts for nothing.</summary>
public static class MediaTypes
{
    /// <summary>DICOM (RFC 3240).</summary>
    public const string Dicom = "application/dicom";

    /// <summary>Anything that is none of the pictures that the service reads, SVG and HTML among them.</summary>
    public const string Unknown = "application/octet-stream";

    private const int HeadLength = 1024;

    private static readonly DicomImageDecoder DicomDecoder = new();

    /// <summary>The media type of a file.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, HeadLength)];
        return DicomDecoder.Recognizes(head) ? Dicom
            : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
            : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? "image/png"
            : head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) ? "image/tiff"
            : head.StartsWith("GIF8"u8) ? "image/gif"
            : head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8) ? "image/webp"
            : Unknown;
    }

    /// <summary>The ending of a file of a media type, with its dot.</summary>
    public static string Extension(string mediaType) => mediaType switch
    {
        Dicom => ".dcm",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/tiff" => ".tif",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        _ => ".bin",
    };
}
