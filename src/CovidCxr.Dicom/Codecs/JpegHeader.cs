using System.Buffers.Binary;

namespace CovidCxr.Dicom.Codecs;

/// <summary>The frame header of a JPEG stream (ITU-T T.81, B.2.2).</summary>
/// <param name="Marker">The second byte of its marker, which names the process: C0 baseline, C3 lossless, F7 JPEG-LS.</param>
/// <param name="Precision">Bits of a sample.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Components">Samples of a pixel.</param>
/// <param name="HasColorMarker">Whether a JFIF or Adobe marker says what three components mean.</param>
internal sealed record JpegHeader(byte Marker, int Precision, int Height, int Width, int Components, bool HasColorMarker)
{
    private const byte Soi = 0xD8, Sos = 0xDA, Eoi = 0xD9, Jfif = 0xE0, Adobe = 0xEE;

    /// <summary>Whether the process is lossless with Huffman codes (process 14).</summary>
    public bool IsLossless => Marker == 0xC3;

    /// <summary>Whether the process is one of 8 bits with a discrete cosine transform and Huffman codes.</summary>
    public bool IsEightBitDct => Marker is 0xC0 or 0xC1 or 0xC2 && Precision == 8;

    /// <summary>The process in words.</summary>
    public string Process => Marker switch
    {
        0xC0 or 0xC1 or 0xC2 => $"JPEG of {Precision} bits",
        0xC3 => "lossless JPEG",
        0xF7 => "JPEG-LS",
        _ => $"JPEG of process {Marker:X2}",
    };

    /// <summary>Whether bytes begin a JPEG stream.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes is [0xFF, Soi, 0xFF, ..];

    /// <summary>Reads the header of a stream.</summary>
    /// <exception cref="DicomException">There is none.</exception>
    public static JpegHeader Of(ReadOnlySpan<byte> stream)
    {
        if (!Begins(stream))
            throw DicomException.Damaged("its compressed picture is not a JPEG stream");
        var hasColorMarker = false;
        for (var at = 2; ;)
        {
            var segment = Segment(stream, ref at);
            var marker = segment.Marker;
            var content = segment.Content;
            if (marker is Sos or Eoi)
                throw DicomException.Damaged("its JPEG stream has no frame header");
            hasColorMarker |= (marker == Jfif && content.StartsWith("JFIF"u8)) || (marker == Adobe && content.StartsWith("Adobe"u8));
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC) or 0xF7)
                return content.Length < 6
                    ? throw DicomException.Damaged("the frame header of its JPEG stream is cut")
                    : new JpegHeader(
                        marker,
                        content[0],
                        BinaryPrimitives.ReadUInt16BigEndian(content[1..]),
                        BinaryPrimitives.ReadUInt16BigEndian(content[3..]),
                        content[5],
                        hasColorMarker);
        }
    }

    /// <summary>Reads a marker segment.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="at">Where to look for a marker; moved behind its segment.</param>
    /// <exception cref="DicomException">There is no marker, or its segment is cut.</exception>
    public static MarkerSegment Segment(ReadOnlySpan<byte> stream, ref int at)
    {
        while (at + 1 < stream.Length && stream[at] == 0xFF && stream[at + 1] == 0xFF)
            at++;
        if (at + 1 >= stream.Length || stream[at] != 0xFF)
            throw DicomException.Damaged("its JPEG stream ends early or has no marker where one should be");
        var marker = stream[at + 1];
        at += 2;
        if (marker is Soi or Eoi or (>= 0xD0 and <= 0xD7) or 1)
            return new MarkerSegment(marker, []);
        var length = at + 2 > stream.Length ? 0 : BinaryPrimitives.ReadUInt16BigEndian(stream[at..]);
        if (length < 2 || length > stream.Length - at)
            throw DicomException.Damaged("a segment of its JPEG stream is cut");
        var content = stream.Slice(at + 2, length - 2);
        at += length;
        return new MarkerSegment(marker, content);
    }

    /// <summary>A marker and what follows it.</summary>
    /// <param name="marker">The second byte of the marker.</param>
    /// <param name="content">The segment without its length.</param>
    public readonly ref struct MarkerSegment(byte marker, ReadOnlySpan<byte> content)
    {
        /// <summary>The second byte of the marker.</summary>
        public byte Marker { get; } = marker;

        /// <summary>The segment without its length.</summary>
        public ReadOnlySpan<byte> Content { get; } = content;
    }
}
