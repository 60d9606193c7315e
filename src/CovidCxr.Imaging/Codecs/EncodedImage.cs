using CovidCxr.Core;
using CovidCxr.Imaging.Formats;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>The bytes of an image file as libvips should get them, and what the bytes alone tell.</summary>
internal sealed record EncodedImage
{
    private const int FillingBytes = 256;

    private static readonly byte[] End = [0xFF, 0xD9], Filling = [0x00, 0x5A];

    private static readonly ImageNote EndMissing = new("the marker that ends the JPEG is missing; its picture is there");
    private static readonly ImageNote Odd =
        new("the JPEG has stray bytes or marks of an unknown version, which are passed over");

    /// <summary>The file's name, for errors.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Whether the bytes are a JPEG.</summary>
    public bool IsJpeg { get; private init; }

    /// <summary>
    /// Whether the bytes are a JPEG that can be decoded at a fraction of its size; of another, libvips would return a corner.
    /// </summary>
    public bool Shrinks { get; private init; }

    /// <summary>
    /// The kind of fault at which libvips should give up: for most JPEGs any, because missing data are only a warning of libjpeg.
    /// </summary>
    public Enums.FailOn FailOn { get; private init; } = Enums.FailOn.Error;

    /// <summary>What a reader should know, see <see cref="ImageReading.Notes"/>.</summary>
    public IReadOnlyList<ImageNote> Notes { get; private init; } = [];

    /// <summary>Whether the smallest number is white.</summary>
    public bool IsMinWhite { get; private init; }

    /// <summary>The bits that the file says its source had; null if it does not say.</summary>
    public int? SignificantBits { get; private init; }

    /// <summary>The numbers of a TIFF that libvips does not read; null for all others.</summary>
    public TiffBytes? Rare { get; private init; }

    // What the decoder cannot read in a whole file, for the error.
    private string? Unreadable { get; init; }

    /// <summary>Looks at the bytes of a file.</summary>
    /// <exception cref="InputException">A JPEG whose samples libvips does not read, or that lacks a part.</exception>
    public static EncodedImage Of(byte[] encoded, string name)
    {
        if (encoded is [0xFF, 0xD8, ..])
            return OfJpeg(encoded, name);
        if (encoded is [0x89, (byte)'P', ..])
        {
            var chunks = PngChunks.Of(encoded);
            return new EncodedImage
            {
                Name = name,
                Bytes = encoded,
                SignificantBits = chunks.SignificantBits,
                Notes = FirstOf(chunks.Frames, "frames"),
            };
        }
        if (TiffDirectory.Of(encoded) is not { } tiff)
            return new EncodedImage { Name = name, Bytes = encoded };
        var rare = TiffBytes.Of(tiff, encoded);
        return new EncodedImage
        {
            Name = name,
            Bytes = rare?.Bytes ?? encoded,
            Rare = rare,
            IsMinWhite = tiff.IsMinWhite,
            SignificantBits = BitsOf(tiff.First(TiffDirectory.MaxSampleValue)),
            Notes = FirstOf(tiff.Pages, "pages"),
            Unreadable = rare is null ? tiff.Unreadable : null,
        };
    }

    /// <summary>How an 8-bit image of the file is read.</summary>
    public ImageReading EightBitReading => Notes.Count == 0 ? ImageReading.EightBit : ImageReading.EightBit with { Notes = Notes };

    /// <summary>Notes that an opened image is the first of several frames.</summary>
    public EncodedImage WithFrames(Image image) =>
        !IsJpeg && Notes.Count == 0 && image.Contains("delay") && image.Contains("n-pages")
            ? this with { Notes = FirstOf(Convert.ToInt32(image.Get("n-pages")), "frames") }
            : this;

    /// <summary>The error for an image that libvips gives up on.</summary>
    public InputException Damaged(VipsException? e = null) => Unreadable is null
        ? new($"{Name} is damaged or ends early; get the file again or leave it out", e)
        : new($"{Name} is {Unreadable}, which this version does not read; convert it to PNG", e);

    private static EncodedImage OfJpeg(byte[] encoded, string name)
    {
        var structure = JpegStructure.Of(encoded);
        if (structure.Process is not null && structure.Precision != 8)
            throw new InputException(
                $"{name} is a JPEG of {structure.Precision} bits, which this version does not read; convert it to a 16-bit PNG");
        var image = new EncodedImage
        {
            Name = name,
            Bytes = encoded,
            IsJpeg = true,
            Shrinks = structure.Shrinks,
            FailOn = structure.IsOdd ? Enums.FailOn.Error : Enums.FailOn.Warning,
            Notes = structure.IsOdd ? [Odd] : [],
        };
        if (structure.Process is not null && !structure.HasAllScans)
            throw image.Damaged();
        if (structure.Ends || structure.Process is null)
            return image;
        var data = encoded[^1] == 0xFF ? encoded[..^1] : encoded; // half a marker
        byte[] ended = [.. data, .. End];
        return structure.ShowsMissingData && IsWhole(data, ended)
            ? image with { Bytes = ended, Notes = [.. image.Notes, EndMissing] }
            : throw image.Damaged();
    }

    // If the last pixel is there, it does not matter what stands behind it; libjpeg itself warns of missing data, but libvips sees that
    // warning only when it goes on to read another strip.
    private static bool IsWhole(byte[] data, byte[] ended)
    {
        try
        {
            var pixels = Decode(ended);
            return Filling.All(filling =>
                Decode([.. data, .. Enumerable.Repeat(filling, FillingBytes), .. End]).AsSpan().SequenceEqual(pixels));
        }
        catch (VipsException)
        {
            return false;
        }
    }

    private static byte[] Decode(byte[] jpeg)
    {
        using var image = Image.JpegloadBuffer(jpeg, access: Enums.Access.Sequential, failOn: Enums.FailOn.None);
        return image.WriteToMemory<byte>();
    }

    private static IReadOnlyList<ImageNote> FirstOf(int count, string what) =>
        count > 1 ? [new($"the first of {count} {what}", $"the first of several {what}")] : [];

    private static int? BitsOf(long? largest) => largest is > 0 and var number ? 64 - (int)long.LeadingZeroCount(number) : null;
}
