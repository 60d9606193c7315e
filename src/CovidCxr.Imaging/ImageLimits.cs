using CovidCxr.Core;

namespace CovidCxr.Imaging;

/// <summary>Limits of input images; everything outside is refused before it is decoded.</summary>
public static class ImageLimits
{
    /// <summary>The smallest width and height that can still show a chest, 32 pixels.</summary>
    public const int SmallestSide = 32;

    /// <summary>The largest number of pixels, 100 million; a radiograph has about 10 million.</summary>
    public const long LargestPixelCount = 100_000_000;

    /// <summary>The largest file, 512 MiB: 100 uncompressed megapixels of 16-bit RGB fit into it.</summary>
    public const long LargestFileBytes = 512L * 1024 * 1024;

    /// <summary>Checks an image's size; decoders call it before they decode.</summary>
    /// <param name="size">The size as it is seen.</param>
    /// <param name="name">The file's name, for the error.</param>
    /// <exception cref="InputException">The image is too small or too large.</exception>
    public static void Check(ImageSize size, string name)
    {
        var (width, height) = (size.Width, size.Height);
        if (Math.Min(width, height) < SmallestSide)
            throw new InputException(
                $"{name} is {width} x {height} pixels, smaller than {SmallestSide} on a side; use a larger version or leave it out");
        if ((long)width * height > LargestPixelCount)
            throw new InputException(
                $"{name} is {width} x {height} pixels, more than {LargestPixelCount / 1_000_000} megapixels; scale it down first");
    }
}
