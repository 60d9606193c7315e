using System.Runtime.InteropServices;
using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>
/// The fast path of <see cref="VipsImageDecoder.ReadScaled"/>: libvips only decodes, strip by strip on the calling thread, and
/// <see cref="RowScaler"/> resizes.
/// </summary>
/// <remarks>
/// libvips resizes on worker threads, and starting those takes longer than resizing a small image, even with a concurrency of 1. Rare
/// kinds (transparent, CMYK, turned by EXIF, clearly colored) take the slow path.
/// Remove when <see cref="VipsImageDecoder.ReadGray"/> is as fast on 224 x 224 JPEG (DecodingBenchmarks); related upstream:
/// https://github.com/libvips/libvips/pull/4823.
/// </remarks>
internal static class VipsStripReader
{
    /// <summary>Bytes of a strip; shorter than what .NET puts on the large-object heap.</summary>
    private const int StripBytes = 80_000;

    /// <inheritdoc cref="IImageDecoder.ReadScaled"/>
    /// <exception cref="VipsException">The image is damaged.</exception>
    public static ScaledImage Read(EncodedImage encoded, int side)
    {
        var (whole, size, file) = VipsImageDecoder.Open(encoded);
        using var image = file.Shrinks ? ShrinkOnLoad(whole, file, size, side) : whole;
        if (DeepImage.AreIn(image))
        {
            using var deep = DeepImage.Load(image, file);
            return deep.IsWhole16 ? Read(deep.Decoded, file, size, side, deep.Reading)
                : deep.Scale(side) is { } gray ? new ScaledImage(gray, side, size, 0) { Reading = deep.Reading }
                : ReadSlowly(file, size, side);
        }
        return Read(image, file, size, side, file.EightBitReading);
    }

    private static ScaledImage Read(Image image, EncodedImage file, ImageSize size, int side, ImageReading reading)
    {
        if (!IsPlain(image))
            return ReadSlowly(file, size, side);
        using var scaler = new RowScaler(new ImageSize(image.Width, image.Height), side, side);
        FeedRows(image, scaler);
        var pixels = scaler.ColoredShare <= EightBitPixels.AlmostGray ? scaler.Scale() : VipsImageDecoder.Read(file, side, side).Pixels;
        return new ScaledImage(pixels, side, size, scaler.ColoredShare) { Reading = reading };
    }

    private static ScaledImage ReadSlowly(EncodedImage file, ImageSize size, int side)
    {
        var (gray, colored, reading) = VipsImageDecoder.Read(file, side, side, countColored: true);
        return new ScaledImage(gray, side, size, colored) { Reading = reading };
    }

    // A JPEG can be decoded at a fraction of its size, which must be said when it is opened.
    private static Image ShrinkOnLoad(Image whole, EncodedImage file, ImageSize size, int side)
    {
        var shrink = JpegShrink(Math.Min((double)size.Width / side, (double)size.Height / side));
        if (shrink == 1)
            return whole;
        whole.Dispose();
        return Image.JpegloadBuffer(file.Bytes, shrink: shrink, access: Enums.Access.Sequential, failOn: file.FailOn);
    }

    // As in vips_thumbnail: a factor of two is left for the Lanczos filter.
    private static int JpegShrink(double factor) => factor switch
    {
        >= 16 => 8,
        >= 8 => 4,
        >= 4 => 2,
        _ => 1,
    };

    private static bool IsPlain(Image image)
    {
        if (image.Contains("orientation") && Convert.ToInt32(image.Get("orientation")) > 1)
            return false;
        return (image.Interpretation, image.Format, image.Bands) is
            (Enums.Interpretation.Bw, Enums.BandFormat.Uchar, 1)
            or (Enums.Interpretation.Srgb, Enums.BandFormat.Uchar, 3)
            or (Enums.Interpretation.Grey16, Enums.BandFormat.Ushort, 1);
    }

    // A region is computed by the thread that fetches it.
    private static void FeedRows(Image image, RowScaler scaler)
    {
        // Every property of an image is a call into native code.
        var (width, height, bands, is16Bit) = (image.Width, image.Height, image.Bands, image.Format == Enums.BandFormat.Ushort);
        var rowBytes = width * bands * (is16Bit ? 2 : 1);
        var stripRows = Math.Clamp(StripBytes / rowBytes, 1, height);
        using var region = Region.New(image);
        for (var y = 0; y < height; y += stripRows)
        {
            var strip = region.Fetch(0, y, width, Math.Min(stripRows, height - y));
            for (var at = 0; at < strip.Length; at += rowBytes)
            {
                var row = strip.AsSpan(at, rowBytes);
                if (is16Bit)
                    scaler.AddGray16(MemoryMarshal.Cast<byte, ushort>(row));
                else if (bands == 3)
                    scaler.AddRgb(row);
                else
                    scaler.AddGray(row);
            }
        }
    }
}
