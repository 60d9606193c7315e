using System.Runtime.InteropServices;
using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>
/// Reads pictures for a network that is to score them: the pixels of <see cref="ImageDecoder"/> up to a gray value or two, in a fraction of its
/// time, and how colored they are. Safe to call from many threads.
/// </summary>
/// <remarks>
/// libvips decodes (JPEG already smaller); what it would do on threads of its own is done here, since starting those takes longer than a
/// small picture. Rare kinds (transparent, CMYK, turned by EXIF, clearly colored) go through <see cref="ImageDecoder"/>.
/// </remarks>
public static class FastImageDecoder
{
    /// <summary>A share of colored pixels below which gray is the same however it is weighed.</summary>
    private const double AlmostGray = 0.001;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; its content decides the format, not its ending.</param>
    /// <param name="side">Pixels in a row and rows of the result, at least 1.</param>
    /// <exception cref="InputException">The file is missing, no picture, damaged, or outside <see cref="ImageLimits"/>.</exception>
    public static ScaledImage Read(string path, int side) => Read(ImageDecoder.ReadFile(path), path, side);

    /// <summary>Reads an encoded picture.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <param name="side">Pixels in a row and rows of the result, at least 1.</param>
    /// <exception cref="InputException">It is no picture, damaged, or outside <see cref="ImageLimits"/>.</exception>
    public static ScaledImage Read(byte[] encoded, string name, int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, 1);
        var (whole, size, isJpeg) = ImageDecoder.Open(encoded, name);
        try
        {
            using var image = isJpeg ? Shrunk(whole, encoded, size, side) : whole;
            if (!IsPlain(image))
                return Rare(encoded, name, size, side);
            using var shrunk = new BoxShrink(image.Width, image.Height, Box(image.Width, side), Box(image.Height, side));
            Feed(image, shrunk);
            var color = (double)shrunk.Colored / ((long)image.Width * image.Height);
            return color > AlmostGray
                ? new ScaledImage(ImageDecoder.ReadGray(encoded, name, side, side), side, size, color)
                : new ScaledImage(LanczosResampler.Resize(shrunk.Pixels, shrunk.Size, shrunk.Extent, side, side), side, size, color);
        }
        catch (VipsException e)
        {
            throw ImageDecoder.Damaged(name, e);
        }
    }

    // A JPEG can be decoded smaller, which must be said when it is opened.
    private static Image Shrunk(Image whole, byte[] encoded, ImageSize size, int side)
    {
        var shrink = JpegShrink(Math.Min((double)size.Width / side, (double)size.Height / side));
        if (shrink == 1)
            return whole;
        whole.Dispose();
        return Image.JpegloadBuffer(encoded, shrink: shrink, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
    }

    // As libvips does for its thumbnails: a factor of two is left for the finer filter.
    private static int JpegShrink(double factor) => factor switch
    {
        >= 16 => 8,
        >= 8 => 4,
        >= 4 => 2,
        _ => 1,
    };

    // Likewise: whole boxes down to twice the size, the finer filter from there.
    private static int Box(int from, int to) => Math.Max(1, (int)((double)from / to / 2));

    private static bool IsPlain(Image image)
    {
        if (image.Contains("orientation") && Convert.ToInt32(image.Get("orientation")) > 1)
            return false;
        return (image.Interpretation, image.Format, image.Bands) is
            (Enums.Interpretation.Bw, Enums.BandFormat.Uchar, 1)
            or (Enums.Interpretation.Srgb, Enums.BandFormat.Uchar, 3)
            or (Enums.Interpretation.Grey16, Enums.BandFormat.Ushort, 1);
    }

    // A region is computed by the thread that asks for it. A strip is shorter than what .NET calls a large object.
    private static void Feed(Image image, BoxShrink shrunk)
    {
        const int stripBytes = 80_000;
        // Every property of an image is a call into native code.
        var (width, height, bands, deep) = (image.Width, image.Height, image.Bands, image.Format == Enums.BandFormat.Ushort);
        var rowBytes = width * bands * (deep ? 2 : 1);
        var rows = Math.Clamp(stripBytes / rowBytes, 1, height);
        using var region = Region.New(image);
        for (var y = 0; y < height; y += rows)
        {
            var strip = region.Fetch(0, y, width, Math.Min(rows, height - y));
            for (var at = 0; at < strip.Length; at += rowBytes)
            {
                var row = strip.AsSpan(at, rowBytes);
                if (deep)
                    shrunk.AddGray16(MemoryMarshal.Cast<byte, ushort>(row));
                else if (bands == 3)
                    shrunk.AddRgb(MemoryMarshal.Cast<byte, Rgb>(row));
                else
                    shrunk.AddGray(row);
            }
        }
    }

    private static ScaledImage Rare(byte[] encoded, string name, ImageSize size, int side)
    {
        var (pixels, colored) = ImageDecoder.ReadGrayAndColor(encoded, name, side, side);
        return new ScaledImage(pixels, side, size, colored);
    }
}
