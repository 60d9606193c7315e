using CovidCxr.Core;
using NetVips;

namespace CovidCxr.Imaging.Codecs;

/// <summary>Resizes 8-bit pixels in memory as <see cref="VipsImageDecoder.ReadGray"/> resizes those of a file.</summary>
public static class EightBitPixels
{
    /// <summary>The share of colored pixels up to which all ways of weighting the colors give the same gray image.</summary>
    public const double AlmostGray = 0.001;

    /// <summary>Resizes pixels to a gray image.</summary>
    /// <param name="pixels">[height, width] gray, or [height, width, 3] sRGB.</param>
    /// <param name="size">Their size.</param>
    /// <param name="bands">1 or 3.</param>
    /// <param name="width">Pixels in a row of the result, at least 1.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <returns>[height, width], 0 black to 255 white.</returns>
    public static byte[] ToGray(byte[] pixels, ImageSize size, int bands, int width, int height)
    {
        VipsSetup.EnsureReady();
        using var raw = Image.NewFromMemory(pixels, size.Width, size.Height, bands, Enums.BandFormat.Uchar);
        using var image = raw.Copy(interpretation: bands == 1 ? Enums.Interpretation.Bw : Enums.Interpretation.Srgb);
        return VipsImageDecoder.ToGray(image, width, height);
    }
}
