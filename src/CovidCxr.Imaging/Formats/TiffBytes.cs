using System.Buffers.Binary;

namespace CovidCxr.Imaging.Formats;

/// <summary>
/// A TIFF whose numbers libvips does not read: of 64 bits, as numerical programs write them, or of 10, 12, 14 or 24 bits without gaps.
/// The same file with another directory at its end holds bytes instead, which libvips unpacks, and which are put together here.
/// </summary>
internal sealed class TiffBytes
{
    private const int MostSamples = 4, ShortType = 3, LongType = 4;

    // What else must be known to unpack the bytes.
    private static readonly int[] Kept =
    [
        TiffDirectory.ImageLength, TiffDirectory.Compression, TiffDirectory.FillOrder, TiffDirectory.StripOffsets,
        TiffDirectory.RowsPerStrip, TiffDirectory.StripByteCounts, TiffDirectory.TileLength, TiffDirectory.TileOffsets,
        TiffDirectory.TileByteCounts,
    ];

    private readonly TiffDirectory tiff;
    private readonly bool isFloat;

    private TiffBytes(TiffDirectory tiff, byte[] file)
    {
        this.tiff = tiff;
        Bits = (int)(tiff.First(TiffDirectory.BitsPerSample) ?? 0);
        Samples = (int)(tiff.First(TiffDirectory.SamplesPerPixel) ?? 1);
        (Width, Height) = ((int)tiff.First(TiffDirectory.ImageWidth)!, (int)tiff.First(TiffDirectory.ImageLength)!);
        var format = tiff.First(TiffDirectory.SampleFormat) ?? 1;
        (isFloat, IsSigned) = (format == 3, format is 2 or 3);
        Bytes = Relabel(file);
    }

    /// <summary>Bits of a number, not of an 8-, 16- or 32-bit type.</summary>
    public int Bits { get; }

    /// <summary>Numbers of a pixel, 1 to 4.</summary>
    public int Samples { get; }

    /// <summary>Pixels in a row of the file.</summary>
    public int Width { get; }

    /// <summary>Rows of the file.</summary>
    public int Height { get; }

    /// <summary>Whether there may be negative numbers.</summary>
    public bool IsSigned { get; }

    /// <summary>Whether there are whole numbers only.</summary>
    public bool IsWhole => !isFloat;

    /// <summary>The EXIF orientation, 1 to 8.</summary>
    public int Orientation => (int)(tiff.First(TiffDirectory.Orientation) ?? 1);

    /// <summary>The file with bytes instead of numbers: an 8-bit gray image whose rows are the bytes of the rows.</summary>
    public byte[] Bytes { get; }

    /// <summary>Opens a file; null if it is one that libvips reads itself, or one that cannot be read so either.</summary>
    public static TiffBytes? Of(TiffDirectory tiff, byte[] file)
    {
        var isRare = tiff.First(TiffDirectory.BitsPerSample) is 64 or 24 or (> 8 and < 16);
        var isPlain = tiff.First(TiffDirectory.SamplesPerPixel) is null or (>= 1 and <= MostSamples)
            && tiff.First(TiffDirectory.PlanarConfiguration) is null or 1
            && tiff.First(TiffDirectory.Predictor) is null or 1
            && tiff.First(TiffDirectory.Photometric) is 0 or 1 or 2
            && tiff.First(TiffDirectory.ImageWidth) is > 0 and < 10_000_000
            && tiff.First(TiffDirectory.ImageLength) is > 0 and < 10_000_000;
        return isRare && isPlain ? new TiffBytes(tiff, file) : null;
    }

    /// <summary>Puts the numbers of a row together.</summary>
    /// <param name="row">The bytes of the row.</param>
    /// <param name="numbers">[width, samples], receives the numbers.</param>
    public void Read(ReadOnlySpan<byte> row, Span<float> numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = Bits == 64 ? Wide(row[(8 * i)..])
                : Bits == 24 ? Signed(tiff.IsLittleEndian ? row[3 * i] | (row[(3 * i) + 1] << 8) | (row[(3 * i) + 2] << 16)
                    : (row[3 * i] << 16) | (row[(3 * i) + 1] << 8) | row[(3 * i) + 2])
                : Signed(Packed(row, i * Bits));
    }

    private float Wide(ReadOnlySpan<byte> bytes)
    {
        var word = tiff.IsLittleEndian ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
        return isFloat ? (float)BitConverter.UInt64BitsToDouble(word) : IsSigned ? (long)word : word;
    }

    private float Signed(int number) => IsSigned && number >= 1 << (Bits - 1) ? number - (1 << Bits) : number;

    // The highest bit first, whatever the order of bytes in the file.
    private int Packed(ReadOnlySpan<byte> row, int bit)
    {
        var number = 0;
        for (var end = bit + Bits; bit < end; bit++)
            number = (number << 1) | ((row[bit / 8] >> (7 - (bit % 8))) & 1);
        return number;
    }

    private byte[] Relabel(byte[] file)
    {
        var bytesAcross = ((Width * (long)Samples * Bits) + 7) / 8;
        var fields = tiff.Entries.Where(entry => Kept.Contains(entry.Tag)).Select(entry => (entry.Tag, Bytes: entry.Bytes.ToArray()))
            .Append((TiffDirectory.ImageWidth, Field(TiffDirectory.ImageWidth, LongType, bytesAcross)))
            .Append((TiffDirectory.BitsPerSample, Field(TiffDirectory.BitsPerSample, ShortType, 8)))
            .Append((TiffDirectory.Photometric, Field(TiffDirectory.Photometric, ShortType, 1)))
            .Append((TiffDirectory.SamplesPerPixel, Field(TiffDirectory.SamplesPerPixel, ShortType, 1)));
        if (tiff.First(TiffDirectory.TileWidth) is { } tile)
            fields = fields.Append((TiffDirectory.TileWidth, Field(TiffDirectory.TileWidth, LongType, tile * Samples * Bits / 8)));
        var ordered = fields.OrderBy(field => field.Item1).Select(field => field.Item2).ToList();
        var at = (file.Length + 7) / 8 * 8;
        byte[] directory = [.. Number(ordered.Count, tiff.IsBig ? 8 : 2), .. ordered.SelectMany(field => field), .. new byte[8]];
        var relabeled = new byte[at + directory.Length];
        file.CopyTo(relabeled, 0);
        directory.CopyTo(relabeled, at);
        Number(at, tiff.IsBig ? 8 : 4).CopyTo(relabeled, tiff.IsBig ? 8 : 4);
        return relabeled;
    }

    private byte[] Field(int tag, int type, long number)
    {
        var word = tiff.IsBig ? 8 : 4;
        var value = Number(number, type == ShortType ? 2 : 4);
        return [.. Number(tag, 2), .. Number(type, 2), .. Number(1, word), .. value, .. new byte[word - value.Length]];
    }

    private byte[] Number(long number, int bytes)
    {
        var little = BitConverter.IsLittleEndian ? BitConverter.GetBytes(number) : [.. BitConverter.GetBytes(number).Reverse()];
        return tiff.IsLittleEndian ? little[..bytes] : [.. little[..bytes].Reverse()];
    }
}
