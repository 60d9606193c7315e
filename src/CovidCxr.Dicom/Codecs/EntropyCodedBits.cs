using System.Buffers.Binary;

namespace CovidCxr.Dicom.Codecs;

/// <summary>
/// The entropy-coded data of a JPEG scan (ITU-T T.81, B.1.1.5), freed of the zeros that are stuffed behind FF bytes, so that eight bytes
/// can be taken at once; and the differences of lossless JPEG in them.
/// </summary>
internal sealed class EntropyCodedBits
{
    // Behind the last byte, so that eight bytes can be read at the end.
    private const int Padding = 16;

    private readonly byte[] bytes;
    private readonly List<int> ends; // where the interval before each restart marker ends, and the last one
    private ulong bits; // the next ones first
    private int count, at, end;

    private EntropyCodedBits(byte[] bytes, List<int> ends) => (this.bytes, this.ends) = (bytes, ends);

    /// <summary>Takes the data up to the next marker that is no restart.</summary>
    /// <param name="stream">The stream from the end of the scan header.</param>
    /// <returns>The data, and how many bytes of the stream they took.</returns>
    public static (EntropyCodedBits Bits, int Read) Of(ReadOnlySpan<byte> stream)
    {
        var bytes = new byte[stream.Length + Padding];
        var ends = new List<int>();
        var (from, to) = (0, 0);
        while (true)
        {
            var plain = stream[from..].IndexOf((byte)0xFF);
            var isLast = plain < 0;
            plain = isLast ? stream.Length - from : plain;
            stream.Slice(from, plain).CopyTo(bytes.AsSpan(to));
            (from, to) = (from + plain, to + plain);
            if (isLast || from + 1 >= stream.Length)
                break;
            var next = stream[from + 1];
            if (next == 0)
                (bytes[to++], from) = (0xFF, from + 2);
            else if (next == 0xFF)
                from++;
            else if (next is >= 0xD0 and <= 0xD7)
                from += 2;
            else
                break;
            if (next is >= 0xD0 and <= 0xD7)
                ends.Add(to);
        }
        ends.Add(to);
        return (new EntropyCodedBits(bytes, ends), from);
    }

    /// <summary>Goes to a restart interval.</summary>
    /// <param name="interval">Its number, from 0.</param>
    /// <exception cref="DicomException">There are not so many.</exception>
    public void BeginInterval(int interval)
    {
        if (interval >= ends.Count)
            throw EndsEarly();
        (bits, count) = (0, 0);
        (at, end) = (interval == 0 ? 0 : ends[interval - 1], ends[interval]);
    }

    /// <summary>Reads the differences of a row.</summary>
    /// <param name="differences">Receives them, [width, components].</param>
    /// <param name="tables">[components], the codes.</param>
    /// <exception cref="DicomException">The interval ends early, or has a code that is in no table.</exception>
    public void ReadDifferences(Span<int> differences, HuffmanTable[] tables)
    {
        // Fields would be written back for every sample.
        var (bits, count, at, bytes) = (this.bits, this.count, this.at, this.bytes);
        var (limit, component, table) = (Math.Min(end + 8, bytes.Length - 8), 0, tables[0]);
        var fast = table.Fast;
        for (var i = 0; i < differences.Length; i++)
        {
            if (count < 32)
            {
                if (at > limit)
                    throw EndsEarly();
                bits |= BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(at)) >> count;
                at += (63 - count) >> 3;
                count |= 56;
            }
            var entry = fast[(int)(bits >> (64 - HuffmanTable.FastBits))];
            var taken = (entry >> 8) & 0xFF;
            var difference = entry >> 16;
            if ((entry & 1) == 0)
            {
                var symbol = difference;
                if (entry == 0)
                    (symbol, taken) = table.Find((int)(bits >> 48));
                difference = symbol switch
                {
                    0 => 0,
                    16 => 1 << 15,
                    _ => HuffmanTable.Extend((int)((bits << taken) >> (64 - symbol)), symbol),
                };
                taken += symbol == 16 ? 0 : symbol;
            }
            bits <<= taken;
            count -= taken;
            differences[i] = difference;
            if (tables.Length > 1)
            {
                component = component + 1 == tables.Length ? 0 : component + 1;
                table = tables[component];
                fast = table.Fast;
            }
        }
        (this.bits, this.count, this.at) = (bits, count, at);
        if ((8L * at) - count > 8L * end)
            throw EndsEarly();
    }

    private static DicomException EndsEarly() => DicomException.Damaged("its lossless JPEG stream ends early");
}
