namespace CovidCxr.Imaging.Codecs;

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
