using System.Runtime.InteropServices;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Files;
using CovidCxr.Imaging.Resizing;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>
/// Reads JPEG, PNG, TIFF and WebP pictures as gray pictures of a given size. Safe to call from many threads; the same bytes
/// always give the same pixels.
/// </summary>
/// <remarks>
/// The picture is turned upright by its EXIF tag, stretched to the asked size without keeping its aspect ratio (the paper does
/// so), antialiased when it shrinks (JPEG already while decoding), bilinear when it grows, laid on black where it is transparent, and reduced to
/// 8-bit luminance.
/// </remarks>
public static class ImageDecoder
{
    /// <summary>Reads a file as 8-bit gray values.</summary>
    /// <param name="path">The file; its content decides the format, not its ending.</param>
    /// <param name="width">Pixels in a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <returns>The values row by row from the top, 0 black to 255 white, length <c>width * height</c>.</returns>
    /// <exception cref="InputException">The file is missing, no picture, damaged, or outside <see cref="ImageLimits"/>.</exception>
    public static byte[] ReadGray(string path, int width, int height) => ReadGray(ReadFile(path), path, width, height);

    /// <summary>Reads an encoded picture as 8-bit gray values.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <param name="width">Pixels in a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <returns>The values row by row from the top, 0 black to 255 white, length <c>width * height</c>.</returns>
    /// <exception cref="InputException">It is no picture, damaged, or outside <see cref="ImageLimits"/>.</exception>
    public static byte[] ReadGray(byte[] encoded, string name, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return Read(encoded, name, width, height, countColor: false).Pixels;
    }

    /// <summary>The same, with the share of colored pixels (<see cref="Rgb.Colored"/>), 0 to 1.</summary>
    /// <inheritdoc cref="ReadGray(byte[], string, int, int)" path="/param"/>
    internal static (byte[] Pixels, double Color) ReadGrayAndColor(byte[] encoded, string name, int width, int height)
        => Read(encoded, name, width, height, countColor: true);

    /// <summary>Reads a file as gray values from 0 to 1, in steps of 1/255.</summary>
    /// <inheritdoc cref="ReadGray(string, int, int)" path="/param"/>
    /// <inheritdoc cref="ReadGray(string, int, int)" path="/exception"/>
    public static GrayImage ReadGrayImage(string path, int width, int height) => ReadGrayImage(ReadFile(path), path, width, height);

    /// <summary>Reads an encoded picture as gray values from 0 to 1, in steps of 1/255.</summary>
    /// <inheritdoc cref="ReadGray(byte[], string, int, int)" path="/param"/>
    /// <inheritdoc cref="ReadGray(byte[], string, int, int)" path="/exception"/>
    public static GrayImage ReadGrayImage(byte[] encoded, string name, int width, int height)
    {
        return GrayImage.FromBytes(width, height, ReadGray(encoded, name, width, height));
    }

    /// <summary>Reads only the header of an encoded picture.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <returns>The size as it is seen, after the EXIF rotation.</returns>
    /// <exception cref="InputException">It is no picture, or outside <see cref="ImageLimits"/>.</exception>
    public static ImageSize ReadSize(byte[] encoded, string name)
    {
        var (image, size, _) = Open(encoded, name);
        image.Dispose();
        return size;
    }

    /// <summary>Opens an encoded picture of a kind and size that can be read; its pixels are decoded row by row when they are asked for.</summary>
    /// <returns>The picture, its size as it is seen, and whether it is a JPEG.</returns>
    /// <inheritdoc cref="ReadSize(byte[], string)" path="/param"/>
    /// <inheritdoc cref="ReadSize(byte[], string)" path="/exception"/>
    internal static (Image Image, ImageSize Size, bool IsJpeg) Open(byte[] encoded, string name)
    {
        Vips.EnsureReady();
        if (encoded.Length == 0)
            throw new InputException($"{name} is empty (0 bytes); get the file again or leave it out");
        Image? image = null;
        try
        {
            var loader = Image.FindLoadBuffer(encoded);
            if (loader is null || !Vips.IsSupported(loader))
                throw new InputException($"{name} is not a JPEG, PNG, TIFF or WebP picture, whatever its name says; convert it or leave it out");
            image = Image.NewFromBuffer(encoded, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
            var turned = image.Contains("orientation") && Convert.ToInt32(image.Get("orientation")) is >= 5 and <= 8;
            var size = turned ? new ImageSize(image.Height, image.Width) : new ImageSize(image.Width, image.Height);
            if (Math.Min(size.Width, size.Height) < ImageLimits.SmallestSide)
                throw new InputException($"{name} is {size.Width} x {size.Height} pixels, smaller than {ImageLimits.SmallestSide} on a side; use a larger version or leave it out");
            if ((long)size.Width * size.Height > ImageLimits.LargestPixelCount)
                throw new InputException($"{name} is {size.Width} x {size.Height} pixels, more than {ImageLimits.LargestPixelCount / 1_000_000} megapixels; scale it down first");
            return (image, size, loader.StartsWith("VipsForeignLoadJpeg", StringComparison.Ordinal));
        }
        catch (VipsException e)
        {
            image?.Dispose();
            throw Damaged(name, e);
        }
        catch
        {
            image?.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file whole, as the other methods do.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InputException">The file is missing, may not be read, or is larger than <see cref="ImageLimits.LargestFileBytes"/>.</exception>
    public static byte[] ReadFile(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > ImageLimits.LargestFileBytes)
                throw new InputException($"{path} has {length} bytes, more than {ImageLimits.LargestFileBytes / (1024 * 1024)} MiB; scale it down first");
            return File.ReadAllBytes(path);
        }
        catch (FileNotFoundException e)
        {
            if (Directory.Exists(path))
                throw new InputException($"{path} is a folder in which no picture ({ImageFiles.EndingsText}) can be found; give another one", e);
            if (GlobPattern.IsPattern(path))
                throw new InputException($"{path} fits no picture; check the pattern", e);
            throw new InputException($"{path} does not exist; check the path", e);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"{path} cannot be read: {FileError.Reason(e)}", e);
        }
    }

    private static (byte[] Pixels, double Color) Read(byte[] encoded, string name, int width, int height, bool countColor)
    {
        var size = ReadSize(encoded, name);
        var shrunk = new ImageSize(Math.Min(size.Width, width), Math.Min(size.Height, height));
        var (pixels, color) = Decode(encoded, name, shrunk, countColor);
        return (shrunk == new ImageSize(width, height) ? pixels : BilinearEnlarger.Enlarge(pixels, shrunk, width, height), color);
    }

    private static (byte[] Pixels, double Color) Decode(byte[] encoded, string name, ImageSize target, bool countColor)
    {
        try
        {
            // As an option of the loader: libvips ignores thumbnail_buffer's own argument fail_on (its issue 5195), and would
            // fill the missing part of a truncated picture with gray.
            using var scaled = Image.ThumbnailBuffer(
                encoded, target.Width, optionString: "[fail_on=error]", height: target.Height, size: Enums.Size.Force);
            if (IsGray(scaled))
                return (scaled.WriteToMemory<byte>(), 0);
            using var opaque = scaled.HasAlpha() ? scaled.Flatten(background: [0]) : scaled.Copy();
            if (!countColor || opaque.Bands < 3)
                return (Luminance(opaque), 0);
            // A picture can be decoded only once, from top to bottom.
            using var held = opaque.CopyMemory();
            return (Luminance(held), Color(held));
        }
        catch (VipsException e)
        {
            throw Damaged(name, e);
        }
    }

    private static byte[] Luminance(Image opaque)
    {
        using var gray = opaque.Colourspace(Enums.Interpretation.Bw);
        using var bytes = gray.Cast(Enums.BandFormat.Uchar);
        using var first = bytes.ExtractBand(0);
        return first.WriteToMemory<byte>();
    }

    private static double Color(Image opaque)
    {
        using var rgb = opaque.Colourspace(Enums.Interpretation.Srgb);
        using var bytes = rgb.Cast(Enums.BandFormat.Uchar);
        using var three = bytes.ExtractBand(0, n: 3);
        return Rgb.ColoredShare(MemoryMarshal.Cast<byte, Rgb>(three.WriteToMemory<byte>()));
    }

    // Most radiographs: nothing is left to convert.
    private static bool IsGray(Image image)
        => image.Bands == 1 && image.Format == Enums.BandFormat.Uchar && image.Interpretation == Enums.Interpretation.Bw;

    /// <summary>The error for a picture that libvips gives up on.</summary>
    internal static InputException Damaged(string name, VipsException e)
        => new($"{name} is damaged or ends early; get the file again or leave it out", e);

}

/// <summary>What an input picture may be; everything outside is refused before it is decoded.</summary>
public static class ImageLimits
{
    /// <summary>The smallest width and height that can still show a chest, 32 pixels.</summary>
    public const int SmallestSide = 32;

    /// <summary>The largest number of pixels, 100 million; a radiograph has about 10 million.</summary>
    public const long LargestPixelCount = 100_000_000;

    /// <summary>The largest file, 512 MiB: the uncompressed 100 megapixels of a 16-bit RGB picture fit in.</summary>
    public const long LargestFileBytes = 512L * 1024 * 1024;
}
