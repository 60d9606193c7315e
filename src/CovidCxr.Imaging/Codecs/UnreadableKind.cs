namespace CovidCxr.Imaging.Codecs;

/// <summary>
/// Names the kinds of file that people have beside X-rays of a readable format, so that an error says more than "no image".
/// </summary>
internal static class UnreadableKind
{
    /// <summary>The kind of a file; null if it is none of those known here.</summary>
    /// <param name="head">The beginning of the file, <see cref="ImageDecoders.HeadLength"/> bytes or all of it.</param>
    /// <returns>With its article, for example <c>a DICOM file</c>.</returns>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> jpeg2000 = [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' '], codestream = [0xFF, 0x4F, 0xFF, 0x51];
        if (head.Length >= 132 && head[128..].StartsWith("DICM"u8))
            return "a DICOM file";
        if (head.StartsWith(jpeg2000) || head.StartsWith(codestream))
            return "a JPEG 2000 image";
        if (head.Length >= 12 && head[4..].StartsWith("ftyp"u8))
            return head[8..].StartsWith("avif"u8) ? "an AVIF image" : "a HEIC image or a film";
        return head.StartsWith("BM"u8) ? "a BMP image"
            : head.StartsWith("%PDF"u8) ? "a PDF file"
            : head.StartsWith("8BPS"u8) ? "a Photoshop file"
            : head.StartsWith("PK"u8) ? "a ZIP archive"
            : null;
    }
}
