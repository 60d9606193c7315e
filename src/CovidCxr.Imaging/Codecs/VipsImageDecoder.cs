using System.Runtime.InteropServices;
using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>Reads JPEG, PNG, TIFF, WebP and GIF images with libvips.</summary>
/// <remarks>
/// An image is turned upright by its EXIF tag, stretched to the requested size without keeping its aspect ratio (as in the paper),
/// antialiased when it shrinks (most JPEGs already while decoding), bilinear when it grows, laid on black where it is transparent, and
/// reduced to 8-bit luminance, with the range of <see cref="Ranges.GrayRange"/> if its numbers are not 8-bit. Of several pages or
/// frames, the first is read.
/// </remarks>
public sealed class VipsImageDecoder : IImageDecoder
{
    // The loaders of the formats, by the prefix of their names in libvips.
    private static readonly string[] Loaders =
    [
        "VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadTiff", "VipsForeignLoadWebp", "VipsForeignLoadNsgif",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ImageFormat> Formats { get; } =
    [
        new("JPEG", ".jpeg", ".jpg", ".jpe", ".jfif", ".jif"),
        new("PNG", ".png"),
        new("TIFF", ".tif", ".tiff"),
        new("WebP", ".webp"),
        new("GIF", ".gif"),
    ];

    /// <inheritdoc/>
    public bool Recognizes(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> jpeg = [0xFF, 0xD8], png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        return (head.StartsWith(jpeg) && !UnreadableKind.IsJpegLs(head))
            || head.StartsWith(png)
            || head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) // TIFF of either byte order
            || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8) // and BigTIFF
            || head.StartsWith("GIF8"u8)
            || (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WEBP"u8));
    }

    /// <inheritdoc/>
    public ImageSize ReadSize(byte[] encoded, string name) => Decode(encoded, name, file =>
    {
        var (image, size, _) = Open(file);
        image.Dispose();
        return size;
    });

    /// <inheritdoc/>
    /// <remarks>
    /// The pixels are those of <see cref="ReadGray"/> up to a gray value or two, in a fraction of its time
    /// (<c>results/speed-decoding.csv</c>).
    /// </remarks>
    public ScaledImage ReadScaled(byte[] encoded, string name, int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        return Decode(encoded, name, file => VipsStripReader.Read(file, side));
    }

    /// <inheritdoc/>
    public byte[] ReadGray(byte[] encoded, string name, int width, int height, out ImageReading reading)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var image = Decode(encoded, name, file => Read(file, width, height));
        reading = image.Reading;
        return image.Pixels;
    }

    /// <summary>Reads an image as <see cref="ReadGray"/> does, by libvips alone.</summary>
    /// <returns>
    /// [height, width], and the share of colored pixels (<see cref="Rgb.IsColored"/>), 0 to 1; 0 unless they are counted.
    /// </returns>
    /// <exception cref="VipsException">The image is damaged.</exception>
    internal static (byte[] Pixels, double ColoredShare, ImageReading Reading) Read(
        EncodedImage file, int width, int height, bool countColored = false)
    {
        var (opened, size, read) = Open(file);
        using var image = opened;
        var shrunk = new ImageSize(Math.Min(size.Width, width), Math.Min(size.Height, height));
        var (scaled, reading) = Scale(image, read, shrunk);
        using (scaled)
        {
            var (pixels, colored) = ToGray(scaled, countColored);
            if (shrunk != new ImageSize(width, height))
                pixels = BilinearEnlarger.Enlarge(pixels, shrunk, width, height);
            return (pixels, colored, reading);
        }
    }

    /// <summary>Resizes an 8-bit image in memory as <see cref="ReadGray"/> resizes that of a file.</summary>
    internal static byte[] ToGray(Image image, int width, int height)
    {
        var shrunk = new ImageSize(Math.Min(image.Width, width), Math.Min(image.Height, height));
        using var scaled = Shrink(image, shrunk);
        var (pixels, _) = ToGray(scaled, countColored: false);
        return shrunk == new ImageSize(width, height) ? pixels : BilinearEnlarger.Enlarge(pixels, shrunk, width, height);
    }

    /// <summary>Opens an image and checks its size; the pixels are decoded row by row when they are asked for.</summary>
    /// <returns>The image, its size as it is seen, and its bytes with the notes on them.</returns>
    /// <exception cref="InputException">The image is of a kind that is not read, or outside <see cref="ImageLimits"/>.</exception>
    /// <exception cref="VipsException">The image is damaged.</exception>
    internal static (Image Image, ImageSize Size, EncodedImage File) Open(EncodedImage file)
    {
        if (file.Rare is { } rare)
            ImageLimits.Check(new ImageSize(rare.Width, rare.Height), file.Name);
        var image = file.IsJpeg
            ? Image.JpegloadBuffer(file.Bytes, access: Enums.Access.Sequential, failOn: file.FailOn)
            : RareNumbers.Decode(Load(file), file.Rare);
        try
        {
            var onItsSide = image.Contains("orientation") && Convert.ToInt32(image.Get("orientation")) is >= 5 and <= 8;
            var size = onItsSide ? new ImageSize(image.Height, image.Width) : new ImageSize(image.Width, image.Height);
            ImageLimits.Check(size, file.Name);
            return (image, size, file.WithFrames(image));
        }
        catch
        {
            image.Dispose();
            throw;
        }
    }

    private static T Decode<T>(byte[] encoded, string name, Func<EncodedImage, T> read)
    {
        VipsSetup.EnsureReady();
        var file = EncodedImage.Of(encoded, name);
        try
        {
            return read(file);
        }
        catch (VipsException fault)
        {
            throw file.Damaged(fault);
        }
    }

    private static Image Load(EncodedImage file)
    {
        var loader = Image.FindLoadBuffer(file.Bytes);
        if (loader is null || !Loaders.Any(known => loader.StartsWith(known, StringComparison.Ordinal)))
            throw file.Damaged();
        return Image.NewFromBuffer(file.Bytes, access: Enums.Access.Sequential, failOn: file.FailOn);
    }

    private static (Image Image, ImageReading Reading) Scale(Image image, EncodedImage file, ImageSize target)
    {
        var reading = file.EightBitReading;
        if (DeepImage.AreIn(image))
        {
            using var deep = DeepImage.Load(image, file);
            if (!deep.IsWhole16)
            {
                using var eightBit = deep.ToEightBit();
                return (Shrink(eightBit, target), deep.Reading);
            }
            reading = deep.Reading;
        }
        // thumbnail_buffer decodes a JPEG at a fraction of its size, and may choose another loader than the plain one.
        if (file.IsJpeg && !(file.Shrinks && Image.FindLoadBuffer(file.Bytes)!.StartsWith(Loaders[0], StringComparison.Ordinal)))
            return (Shrink(image, target), reading);
        // fail_on stands in the loader's options because libvips ignores thumbnail_buffer's own argument of that name, and would
        // fill the missing part of a truncated image with gray.
        // Remove when https://github.com/libvips/libvips/issues/5195 is fixed.
        var failOn = file.FailOn == Enums.FailOn.Warning ? "warning" : "error";
        return (Image.ThumbnailBuffer(
            file.Bytes, target.Width, optionString: $"[fail_on={failOn}]", height: target.Height, size: Enums.Size.Force), reading);
    }

    private static Image Shrink(Image image, ImageSize target) =>
        image.ThumbnailImage(target.Width, height: target.Height, size: Enums.Size.Force);

    private static (byte[] Pixels, double ColoredShare) ToGray(Image scaled, bool countColored)
    {
        if (IsGray(scaled))
            return (scaled.WriteToMemory<byte>(), 0);
        using var opaque = scaled.HasAlpha() ? scaled.Flatten(background: [0]) : scaled.Copy();
        if (!countColored || opaque.Bands < 3)
            return (Luminance(opaque), 0);
        // The encoded image can be decoded only once, from top to bottom; the copy can be read twice.
        using var copy = opaque.CopyMemory();
        return (Luminance(copy), ColoredShare(copy));
    }

    // True for most radiographs: nothing is left to convert.
    private static bool IsGray(Image image)
        => image.Bands == 1 && image.Format == Enums.BandFormat.Uchar && image.Interpretation == Enums.Interpretation.Bw;

    private static byte[] Luminance(Image opaque)
    {
        using var gray = opaque.Colourspace(Enums.Interpretation.Bw);
        using var bytes = gray.Cast(Enums.BandFormat.Uchar);
        using var first = bytes.ExtractBand(0);
        return first.WriteToMemory<byte>();
    }

    private static double ColoredShare(Image opaque)
    {
        using var rgb = opaque.Colourspace(Enums.Interpretation.Srgb);
        using var bytes = rgb.Cast(Enums.BandFormat.Uchar);
        using var three = bytes.ExtractBand(0, n: 3);
        return Rgb.ColoredShare(MemoryMarshal.Cast<byte, Rgb>(three.WriteToMemory<byte>()));
    }
}
