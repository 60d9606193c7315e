using System.Buffers.Binary;

namespace CovidCxr.Imaging.Formats;

/// <summary>
/// What the markers of a JPEG (ITU-T T.81, annex B) say of it: its process, and whether all of the picture is there. The coefficients are
/// not decoded.
/// </summary>
internal sealed class JpegStructure
{
    private const byte Fill = 0xFF, FirstRestart = 0xD0, LastRestart = 0xD7, EndOfImage = 0xD9, StartOfScan = 0xDA,
        Jfif = 0xE0, Adobe = 0xEE;
    private const int Coefficients = 64;

    // The coefficients of each component, by its identifier, whose last bit a scan has brought.
    private readonly Dictionary<byte, bool[]> complete = [];

    private JpegStructure()
    {
    }

    /// <summary>
    /// The number of the process: 0 baseline, 1 extended, 2 progressive, 3 lossless, 8 more if arithmetic; null without a frame header.
    /// </summary>
    public int? Process { get; private set; }

    /// <summary>Bits of a sample.</summary>
    public int Precision { get; private set; }

    /// <summary>Whether the marker that ends the image is there.</summary>
    public bool Ends { get; private set; }

    /// <summary>Whether it can be decoded at a fraction of its size: by the cosine transform, and 8 bits a sample.</summary>
    public bool Shrinks => Process is 0 or 1 or 2 && Precision == 8;

    /// <summary>
    /// Whether libjpeg warns of it although its picture is whole: stray bytes between segments, an unknown version of JFIF or of Adobe's
    /// marker.
    /// </summary>
    public bool IsOdd { get; private set; }

    /// <summary>Whether a decoder notices that data are missing: where they are coded by Huffman, not where by arithmetic.</summary>
    public bool ShowsMissingData => Process is 0 or 1 or 2 or 3;

    /// <summary>Whether its scans bring all bits of all coefficients, if the last of them is whole.</summary>
    public bool HasAllScans => Process is not (2 or 10) || (complete.Count > 0 && complete.Values.All(bits => bits.All(bit => bit)));

    /// <summary>Reads the markers, as far as they go.</summary>
    /// <param name="encoded">The bytes of a file that begins with the marker of a JPEG.</param>
    public static JpegStructure Of(ReadOnlySpan<byte> encoded)
    {
        var structure = new JpegStructure();
        var (at, inScan) = (2, false);
        while (true)
        {
            structure.IsOdd |= !inScan && at < encoded.Length && encoded[at] != Fill;
            if (NextMarker(encoded, ref at) is not { } marker)
                break;
            if (marker == EndOfImage)
            {
                structure.Ends = true;
                break;
            }
            if (at + 2 > encoded.Length)
                break;
            var length = BinaryPrimitives.ReadUInt16BigEndian(encoded[at..]);
            if (length < 2 || at + length > encoded.Length)
                break;
            structure.Take(marker, encoded.Slice(at + 2, length - 2));
            at += length;
            inScan = marker == StartOfScan;
        }
        return structure;
    }

    // Skips the data of a scan: in them, 0xFF is followed by 0 or is a restart marker.
    private static byte? NextMarker(ReadOnlySpan<byte> encoded, ref int at)
    {
        while (at < encoded.Length)
        {
            var next = encoded[at..].IndexOf(Fill);
            if (next < 0 || at + next + 1 >= encoded.Length)
                return null;
            at += next + 1;
            var marker = encoded[at];
            if (marker == Fill)
                continue;
            at++;
            if (marker is not (0 or 1) and not (>= FirstRestart and <= LastRestart))
                return marker;
        }
        return null;
    }

    private void Take(byte marker, ReadOnlySpan<byte> content)
    {
        // SOF0 to SOF15 without DHT, JPG and DAC, which lie between them.
        if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC && content.Length >= 6)
        {
            (Process, Precision) = (marker & 0x0F, content[0]);
            for (var i = 0; i < content[5] && 6 + (3 * i) < content.Length; i++)
                complete[content[6 + (3 * i)]] = new bool[Coefficients];
        }
        else if (marker == StartOfScan && content.Length >= 1 && content.Length >= 4 + (2 * content[0]))
        {
            var selection = content[(1 + (2 * content[0]))..];
            var (first, last, lowestBit) = (selection[0], Math.Min((int)selection[1], Coefficients - 1), selection[2] & 0x0F);
            for (var i = 0; i < content[0]; i++)
                if (lowestBit == 0 && complete.TryGetValue(content[1 + (2 * i)], out var bits))
                    for (var k = first; k <= last; k++)
                        bits[k] = true;
        }
        else if (marker == Jfif && content.Length >= 7 && content.StartsWith("JFIF\0"u8))
            IsOdd |= content[5] != 1;
        else if (marker == Adobe && content.Length >= 12 && content.StartsWith("Adobe"u8))
            IsOdd |= content[11] > 2;
    }
}
