using System.Buffers.Binary;

namespace CovidCxr.Imaging.Formats;

/// <summary>The tags of the first page of a TIFF (revision 6.0) or BigTIFF, and how many pages it has.</summary>
internal sealed class TiffDirectory
{
    public const int NewSubfileType = 254, ImageWidth = 256, ImageLength = 257, BitsPerSample = 258, Compression = 259, Photometric = 262,
        FillOrder = 266, StripOffsets = 273, Orientation = 274, SamplesPerPixel = 277, RowsPerStrip = 278, StripByteCounts = 279,
        MaxSampleValue = 281, PlanarConfiguration = 284, Predictor = 317, TileWidth = 322, TileLength = 323, TileOffsets = 324,
        TileByteCounts = 325, SampleFormat = 339;

    private const int MostEntries = 1_000_000, ReducedOrMask = 0b101;

    private static readonly Dictionary<long, string> Unread = new()
    {
        [6] = "JPEG of 1992",
        [33003] = "JPEG 2000",
        [33005] = "JPEG 2000",
        [34712] = "JPEG 2000",
        [34887] = "LERC",
        [34925] = "LZMA",
        [50000] = "Zstandard",
        [50001] = "WebP",
        [50002] = "JPEG XL",
        [52546] = "JPEG XL",
    };

    private readonly byte[] file;
    private readonly Dictionary<int, TiffEntry> entries;
    private long entriesRead;

    private TiffDirectory(byte[] file)
    {
        this.file = file;
        IsLittleEndian = file[0] == 'I';
        IsBig = UInt(2, 2) == 43;
        var at = IsBig ? UInt(8, 8) : UInt(4, 4);
        var seen = new HashSet<long> { at };
        entries = Read(ref at);
        Pages = 1;
        try
        {
            // Smaller copies of a page and masks are pages of the file, but not of the picture.
            while (at != 0 && seen.Add(at) && entriesRead < MostEntries)
                if ((First(Read(ref at), NewSubfileType) & ReducedOrMask) is null or 0)
                    Pages++;
        }
        catch (Exception e) when (IsDamage(e))
        {
            // The first page is what is read.
        }
    }

    /// <summary>Whether the numbers of the file begin with their lowest byte.</summary>
    public bool IsLittleEndian { get; }

    /// <summary>Whether it is a BigTIFF.</summary>
    public bool IsBig { get; }

    /// <summary>Pages, without smaller copies and masks.</summary>
    public int Pages { get; }

    /// <summary>The file's entries of the first page.</summary>
    public IEnumerable<TiffEntry> Entries => entries.Values;

    /// <summary>Whether the smallest number is white.</summary>
    public bool IsMinWhite => First(Photometric) == 0;

    /// <summary>
    /// What libvips does not read in this file, for example <c>a TIFF with Zstandard compression</c>; null if nothing is known.
    /// </summary>
    public string? Unreadable
    {
        get
        {
            var (bits, predictor) = (First(BitsPerSample) ?? 1, First(Predictor) ?? 1);
            return First(Compression) is { } compression && Unread.TryGetValue(compression, out var name)
                ? $"a TIFF with {name} compression"
                : bits is 1 or 2 or 4 or 8 or 16 or 32 ? null
                : $"a TIFF of {bits}-bit numbers{(predictor == 1 ? "" : " with a predictor")}";
        }
    }

    /// <summary>Reads the tags; null if the file is no TIFF or its first page is damaged.</summary>
    public static TiffDirectory? Of(byte[] file)
    {
        if (file is not ([(byte)'I', (byte)'I', 42 or 43, 0, ..] or [(byte)'M', (byte)'M', 0, 42 or 43, ..]) || file.Length < 16)
            return null;
        try
        {
            return new TiffDirectory(file);
        }
        catch (Exception e) when (IsDamage(e))
        {
            return null;
        }
    }

    /// <summary>The first number of a tag of the first page; null if the tag is missing or damaged.</summary>
    public long? First(int tag) => First(entries, tag);

    private static bool IsDamage(Exception e) => e is ArgumentOutOfRangeException or OverflowException;

    private static long? First(Dictionary<int, TiffEntry> page, int tag) => page.TryGetValue(tag, out var entry) ? entry.First : null;

    private Dictionary<int, TiffEntry> Read(ref long at)
    {
        var (countBytes, wordBytes) = IsBig ? (8, 8) : (2, 4);
        var count = Math.Min(UInt(at, countBytes), ushort.MaxValue);
        entriesRead += count;
        var entryBytes = 4 + (2 * wordBytes);
        var page = new Dictionary<int, TiffEntry>();
        at += countBytes;
        for (var i = 0L; i < count; i++, at += entryBytes)
        {
            var (tag, type) = ((int)UInt(at, 2), (int)UInt(at + 2, 2));
            var numberBytes = type switch { 1 => 1, 3 => 2, 4 or 13 => 4, 16 or 18 => 8, _ => 0 };
            var numbers = UInt(at + 4, wordBytes);
            var place = at + 4 + wordBytes;
            if (numberBytes > 0 && numbers > wordBytes / numberBytes)
                place = UInt(place, wordBytes);
            var isThere = numberBytes > 0 && numbers > 0 && place >= 0 && place <= file.Length - numberBytes;
            long? first = isThere ? UInt(place, numberBytes) : null;
            page[tag] = new TiffEntry(tag, file.AsMemory(checked((int)at), entryBytes), first);
        }
        at = at + wordBytes <= file.Length ? UInt(at, wordBytes) : 0;
        return page;
    }

    private long UInt(long at, int bytes)
    {
        var span = file.AsSpan(checked((int)at), bytes);
        return (bytes, IsLittleEndian) switch
        {
            (1, _) => span[0],
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(span),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(span),
            (4, true) => BinaryPrimitives.ReadUInt32LittleEndian(span),
            (4, false) => BinaryPrimitives.ReadUInt32BigEndian(span),
            (_, true) => checked((long)BinaryPrimitives.ReadUInt64LittleEndian(span)),
            _ => checked((long)BinaryPrimitives.ReadUInt64BigEndian(span)),
        };
    }
}

/// <summary>One entry of a directory.</summary>
/// <param name="Tag">The number of the tag.</param>
/// <param name="Bytes">The entry as it stands in the file.</param>
/// <param name="First">Its first number; null if it has none.</param>
internal readonly record struct TiffEntry(int Tag, ReadOnlyMemory<byte> Bytes, long? First);
