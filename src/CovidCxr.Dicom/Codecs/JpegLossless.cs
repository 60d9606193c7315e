using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CovidCxr.Dicom.Codecs;

/// <summary>
/// Decodes lossless JPEG with Huffman codes (ITU-T T.81, process 14, all selection values), which most archives of X-rays hold: samples
/// of 2 to 16 bits, one component or several, with restart intervals and point transforms.
/// </summary>
internal sealed class JpegLossless
{
    private const byte Sof3 = 0xC3, Dht = 0xC4, Eoi = 0xD9, Sos = 0xDA, Dri = 0xDD;
    private const int MostTableSegments = 16;

    private readonly HuffmanTable?[] tables = new HuffmanTable?[4];
    private readonly byte[] decoded; // [components, height, width], 16 bits each
    private readonly bool[] isDone;
    private readonly int width, height, precision;
    private byte[]? ids;
    private int restartInterval, tableSegments;

    private JpegLossless(JpegHeader header)
    {
        (width, height, precision) = (header.Width, header.Height, header.Precision);
        decoded = new byte[2L * width * height * header.Components];
        isDone = new bool[header.Components];
    }

    /// <summary>Decodes a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="header">Its frame header.</param>
    /// <returns>[components, height, width], 16-bit samples, little endian.</returns>
    /// <exception cref="DicomException">The stream is damaged or ends early.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> stream, JpegHeader header)
    {
        if (header.Precision is < 2 or > 16 || header.Components is < 1 or > 4 || header.Width == 0 || header.Height == 0)
            throw DicomException.Damaged("the frame header of its lossless JPEG stream is not valid");
        // Every sample has at least one bit, so a short stream is found out before memory is taken for its picture.
        if (8L * stream.Length < (long)header.Width * header.Height * header.Components)
            throw EndsEarly();
        var decoder = new JpegLossless(header);
        decoder.Read(stream);
        return decoder.decoded;
    }

    private static DicomException EndsEarly() => DicomException.Damaged("its lossless JPEG stream ends early");

    private void Read(ReadOnlySpan<byte> stream)
    {
        for (var at = 2; isDone.Contains(false);)
        {
            var segment = JpegHeader.Segment(stream, ref at);
            var content = segment.Content;
            switch (segment.Marker)
            {
                case Sof3:
                    ReadFrame(content);
                    break;
                case Dht:
                    // Each scan may bring new tables; a stream of nothing else would keep the program busy for minutes.
                    if (++tableSegments > MostTableSegments)
                        throw DicomException.Damaged($"its lossless JPEG stream has more than {MostTableSegments} segments of tables");
                    HuffmanTable.Read(content, tables);
                    break;
                case Dri when content.Length >= 2:
                    restartInterval = BinaryPrimitives.ReadUInt16BigEndian(content);
                    break;
                case Sos:
                    ReadScan(content, stream, ref at);
                    break;
                case Eoi:
                    throw EndsEarly();
            }
        }
    }

    private void ReadFrame(ReadOnlySpan<byte> content)
    {
        if (ids is not null || content.Length < 6 + (3 * isDone.Length))
            throw DicomException.Damaged("the frame header of its lossless JPEG stream is not valid");
        ids = new byte[isDone.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = content[6 + (3 * i)];
            if (ids.Length > 1 && content[7 + (3 * i)] != 0x11)
                throw new DicomException("holds a lossless JPEG of colors at half the size, which this version does not read; convert it");
        }
    }

    private void ReadScan(ReadOnlySpan<byte> content, ReadOnlySpan<byte> stream, ref int at)
    {
        var count = content.Length > 0 ? content[0] : 0;
        if (ids is null || count is < 1 or > 4 || content.Length < 4 + (2 * count))
            throw DicomException.Damaged("a scan header of its lossless JPEG stream is not valid");
        var components = new int[count];
        var codes = new HuffmanTable[count];
        for (var i = 0; i < count; i++)
        {
            components[i] = Array.IndexOf(ids, content[1 + (2 * i)]);
            var table = content[2 + (2 * i)] >> 4;
            if (components[i] < 0 || isDone[components[i]] || table > 3 || tables[table] is not { } known)
                throw DicomException.Damaged("a scan header of its lossless JPEG stream is not valid");
            isDone[components[i]] = true;
            codes[i] = known;
        }
        var (selection, shift) = (content[1 + (2 * count)], content[3 + (2 * count)] & 15);
        if (selection is < 1 or > 7 || shift >= precision)
            throw DicomException.Damaged("a scan header of its lossless JPEG stream is not valid");
        if (restartInterval % width != 0)
            throw DicomException.Damaged("its lossless JPEG stream restarts within a row");
        var (bits, read) = EntropyCodedBits.Of(stream[at..]);
        at += read;
        var differences = new int[width * count];
        var rowsInInterval = restartInterval == 0 ? height : restartInterval / width;
        for (var y = 0; y < height; y++)
        {
            if (y % rowsInInterval == 0)
                bits.BeginInterval(y / rowsInInterval);
            bits.ReadDifferences(differences, codes);
            for (var i = 0; i < count; i++)
                Predict(components[i], y, y % rowsInInterval == 0, differences.AsSpan(i), count, selection, shift);
        }
        if (shift > 0)
            foreach (var component in components)
                foreach (ref var sample in Plane(component))
                    sample <<= shift;
    }

    private Span<ushort> Plane(int component) =>
        MemoryMarshal.Cast<byte, ushort>(decoded.AsSpan()).Slice(component * width * height, width * height);

    // T.81, H.1.2.1: the prediction from the left (a), above (b) and both (c), modulo 2 to the 16th.
    private void Predict(int component, int y, bool isFirst, ReadOnlySpan<int> differences, int step, int selection, int shift)
    {
        var plane = Plane(component);
        var row = plane.Slice(y * width, width);
        var above = isFirst ? default : plane.Slice((y - 1) * width, width);
        var a = (ushort)((isFirst ? 1 << (precision - shift - 1) : above[0]) + differences[0]);
        row[0] = a;
        if (isFirst)
            selection = 1;
        switch (selection)
        {
            case 1:
                for (var x = 1; x < row.Length; x++)
                    row[x] = a = (ushort)(a + differences[x * step]);
                break;
            case 2:
                for (var x = 1; x < row.Length; x++)
                    row[x] = (ushort)(above[x] + differences[x * step]);
                break;
            case 3:
                for (var x = 1; x < row.Length; x++)
                    row[x] = (ushort)(above[x - 1] + differences[x * step]);
                break;
            case 4:
                for (var x = 1; x < row.Length; x++)
                    row[x] = a = (ushort)(a + above[x] - above[x - 1] + differences[x * step]);
                break;
            case 5:
                for (var x = 1; x < row.Length; x++)
                    row[x] = a = (ushort)(a + ((above[x] - above[x - 1]) >> 1) + differences[x * step]);
                break;
            case 6:
                for (var x = 1; x < row.Length; x++)
                    row[x] = a = (ushort)(above[x] + ((a - above[x - 1]) >> 1) + differences[x * step]);
                break;
            default:
                for (var x = 1; x < row.Length; x++)
                    row[x] = a = (ushort)(((a + above[x]) >> 1) + differences[x * step]);
                break;
        }
    }
}
