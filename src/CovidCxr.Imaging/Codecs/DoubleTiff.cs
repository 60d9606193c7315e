using System.Buffers.Binary;
using CovidCxr.Core;

namespace CovidCxr.Imaging.Codecs;

/// <summary>
/// Turns a TIFF (revision 6.0) of 64-bit floats, which numerical programs write and libvips does not read, into one of 32-bit floats.
/// </summary>
internal sealed class DoubleTiff
{
    private const int BitsPerSample = 258, Compression = 259, StripOffsets = 273, StripByteCounts = 279, TileOffsets = 324,
        TileByteCounts = 325;

    private const int EntryBytes = 12, ShortType = 3, LongType = 4;

    private readonly byte[] file;
    private readonly bool little;
    private readonly Dictionary<int, int> entries = []; // the place of each tag's entry

    private DoubleTiff(byte[] file)
    {
        this.file = file;
        little = file[0] == 'I';
        var at = (int)UInt32(4);
        for (var left = UInt16(at); left > 0; left--)
            entries[UInt16(at + 2 + (EntryBytes * (left - 1)))] = at + 2 + (EntryBytes * (left - 1));
    }

    /// <summary>Returns the bytes of a file as libvips reads them: other kinds of file unchanged.</summary>
    /// <param name="encoded">The bytes; not changed.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <exception cref="InputException">A TIFF of 64-bit numbers that are compressed.</exception>
    public static byte[] Read(byte[] encoded, string name)
    {
        if (encoded is not ([(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..]) || encoded.Length < 8)
            return encoded;
        try
        {
            var tiff = new DoubleTiff(encoded);
            if (tiff.First(BitsPerSample) is not 64)
                return encoded;
            if (tiff.First(Compression) is not (null or 1))
                throw new InputException(
                    $"{name} is a TIFF of compressed 64-bit numbers, which this version does not read; convert it to 32-bit float");
            return new DoubleTiff([.. encoded]).ToSingle();
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            return encoded; // damaged: libvips says so
        }
    }

    private byte[] ToSingle()
    {
        foreach (var place in Places(BitsPerSample))
            Put(place, 32);
        foreach (var (offsetTag, countTag) in new[] { (StripOffsets, StripByteCounts), (TileOffsets, TileByteCounts) })
            foreach (var (offset, count) in Places(offsetTag).Zip(Places(countTag)))
            {
                ToSingle(file.AsSpan(Number(offset), Number(count)));
                Put(count, Number(count) / 2);
            }
        return file;
    }

    private void ToSingle(Span<byte> numbers)
    {
        for (var i = 0; i < numbers.Length / 8; i++)
        {
            var from = numbers[(8 * i)..];
            var to = numbers[(4 * i)..];
            if (little)
                BinaryPrimitives.WriteSingleLittleEndian(to, (float)BinaryPrimitives.ReadDoubleLittleEndian(from));
            else
                BinaryPrimitives.WriteSingleBigEndian(to, (float)BinaryPrimitives.ReadDoubleBigEndian(from));
        }
    }

    private int? First(int tag) => Places(tag) is [var first, ..] ? Number(first) : null;

    // Where the numbers of a tag stand: in its entry if they fit into four bytes.
    private List<(int At, int Type)> Places(int tag)
    {
        if (!entries.TryGetValue(tag, out var entry) || UInt16(entry + 2) is not (ShortType or LongType))
            return [];
        var type = UInt16(entry + 2);
        var (count, bytes) = (checked((int)UInt32(entry + 4)), type == ShortType ? 2 : 4);
        var at = checked(count * bytes) <= 4 ? entry + 8 : checked((int)UInt32(entry + 8));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at + (count * bytes), file.Length);
        return [.. Enumerable.Range(0, count).Select(i => (at + (i * bytes), type))];
    }

    private int Number((int At, int Type) place) => place.Type == ShortType ? UInt16(place.At) : checked((int)UInt32(place.At));

    private void Put((int At, int Type) place, int value)
    {
        var span = file.AsSpan(place.At);
        if (place.Type == ShortType && little)
            BinaryPrimitives.WriteUInt16LittleEndian(span, (ushort)value);
        else if (place.Type == ShortType)
            BinaryPrimitives.WriteUInt16BigEndian(span, (ushort)value);
        else if (little)
            BinaryPrimitives.WriteUInt32LittleEndian(span, (uint)value);
        else
            BinaryPrimitives.WriteUInt32BigEndian(span, (uint)value);
    }

    private int UInt16(int at) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)) : BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private uint UInt32(int at) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at)) : BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}
