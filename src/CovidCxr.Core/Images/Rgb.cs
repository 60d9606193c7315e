using System.Runtime.InteropServices;

namespace CovidCxr.Core.Images;

/// <summary>One pixel of an 8-bit sRGB picture, as it lies in memory.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>The largest of the three minus the smallest above which a pixel has a colour; the JPEG noise of a grey picture stays below.</summary>
    private const int ColourSpread = 40;

    /// <summary>Luma (ITU-R BT.709) in 1/1024 of a grey value.</summary>
    public int Luma => (218 * Red) + (732 * Green) + (74 * Blue);

    /// <summary>1 where the pixel is clearly not grey, else 0.</summary>
    public int Coloured => Math.Max(Red, Math.Max(Green, Blue)) - Math.Min(Red, Math.Min(Green, Blue)) > ColourSpread ? 1 : 0;

    /// <summary>The share of coloured pixels, 0 to 1.</summary>
    public static double ColouredShare(ReadOnlySpan<Rgb> pixels)
    {
        var count = 0;
        foreach (var pixel in pixels)
            count += pixel.Coloured;
        return (double)count / pixels.Length;
    }
}
