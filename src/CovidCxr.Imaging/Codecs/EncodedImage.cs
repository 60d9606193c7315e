using System.Buffers.Binary;
using CovidCxr.Core;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>The bytes of an image file as libvips should get them, and what the bytes alone tell.</summary>
internal sealed record EncodedImage
{
    private const string EndMissing = "the marker that ends the JPEG is missing; at most its last 16 rows are damaged";

    /// <summary>The file's name, for errors.</summary>
    public required string Name { get; init; }

    /// <summary>The bytes.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>Whether the bytes are a JPEG that can be decoded at a fraction of its size.</summary>
    public bool Shrinks { get; private init; }

    /// <summary>Whether the bytes are a JPEG that cannot: libvips would return a corner of it.</summary>
    public bool IsRareJpeg { get; private init; }

    /// <summary>The kind of fault at which libvips should give up.</summary>
    public Enums.FailOn FailOn { get; private init; } = Enums.FailOn.Error;

    /// <summary>What a reader should know, see <see cref="ImageReading.Notes"/>.</summary>
    public IReadOnlyList<string> Notes { get; private init; } = [];

    /// <summary>Looks at the bytes of a file.</summary>
    /// <exception cref="InputException">A JPEG whose samples libvips does not read.</exception>
    public static EncodedImage Of(byte[] encoded, string name)
    {
        if (encoded is [0xFF, 0xD8, ..])
            return OfJpeg(encoded, name);
        var image = new EncodedImage { Name = name, Bytes = DoubleTiff.Read(encoded, name) };
        return AnimationFrames(encoded) is > 1 and var frames ? image with { Notes = [FirstOf(frames, "frames")] } : image;
    }

    /// <summary>Notes that an opened image is the first of several pages or frames.</summary>
    public EncodedImage WithPages(Image image) =>
        image.Contains("n-pages") && Convert.ToInt32(image.Get("n-pages")) is > 1 and var pages
            ? this with { Notes = [.. Notes, FirstOf(pages, image.Contains("delay") ? "frames" : "pages")] }
            : this;

    /// <summary>The error for an image that libvips gives up on.</summary>
    public InputException Damaged(VipsException? e = null) =>
        new($"{Name} is damaged or ends early; get the file again or leave it out", e);

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
            Shrinks = structure.Shrinks,
            IsRareJpeg = !structure.Shrinks,
        };
        if (structure.Ends || structure.Process is null || !structure.HasAllScans)
            return image;
        // With the marker in place, libvips gives up at a warning of libjpeg about missing data, but for the last row of blocks: it looks
        // for warnings before it reads a row.
        byte[] end = encoded[^1] == 0xFF ? [0xD9] : [0xFF, 0xD9];
        return image with { Bytes = [.. encoded, .. end], FailOn = Enums.FailOn.Warning, Notes = [EndMissing] };
    }

    private static string FirstOf(int count, string what) => $"the first of {count} {what}";

    // The chunk acTL of an animated PNG stands before the first IDAT.
    private static int AnimationFrames(byte[] file)
    {
        if (file is not [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
            return 0;
        ReadOnlySpan<byte> encoded = file;
        var at = 8;
        while (at + 12 <= encoded.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(encoded[at..]);
            var type = encoded.Slice(at + 4, 4);
            if (type.SequenceEqual("acTL"u8))
                return (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(encoded[(at + 8)..]), int.MaxValue);
            if (type.SequenceEqual("IDAT"u8) || length > int.MaxValue - at - 12)
                break;
            at += (int)length + 12;
        }
        return 0;
    }
}
