using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CovidCxr.Imaging.Resizing;

/// <summary>One pixel of an 8-bit sRGB picture, as it lies in memory.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>The largest of the three minus the smallest above which a pixel has a color; the JPEG noise of a gray picture stays below.</summary>
    private const int ColorSpread = 40;

    // Three vectors hold 16 whole pixels; set where a byte and the next one are of one pixel.
    private static readonly Vector128<byte>[] WithinPixel =
        [.. Enumerable.Range(0, 3).Select(vector => Vector128.Create([.. Enumerable.Range(0, 16).Select(i => ((16 * vector) + i) % 3 == 2 ? (byte)0 : byte.MaxValue)]))];

    /// <summary>Luma (ITU-R BT.709), 0 to 255.</summary>
    public float Luma => ((218 * Red) + (732 * Green) + (74 * Blue)) / 1024f;

    /// <summary>1 where the pixel is clearly not gray, else 0.</summary>
    public int Colored => Math.Max(Red, Math.Max(Green, Blue)) - Math.Min(Red, Math.Min(Green, Blue)) > ColorSpread ? 1 : 0;

    /// <summary>The gray values of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="gray">Takes them, 0 to 255; as long as the row.</param>
    /// <returns>How many of the pixels are clearly not gray.</returns>
    public static int ToGray(ReadOnlySpan<Rgb> row, Span<float> gray)
    {
        var colored = 0;
        if (AreGray(row))
            for (var x = 0; x < row.Length; x++)
                gray[x] = row[x].Red;
        else
            for (var x = 0; x < row.Length; x++)
            {
                gray[x] = row[x].Luma;
                colored += row[x].Colored;
            }
        return colored;
    }

    /// <summary>Whether red, green and blue are the same in every pixel: most X-rays that are stored as color pictures.</summary>
    public static bool AreGray(ReadOnlySpan<Rgb> pixels)
    {
        const int pixelsAtOnce = 16;
        var done = 0;
        for (; done + pixelsAtOnce < pixels.Length; done += pixelsAtOnce)
        {
            // One pixel more: the last byte is compared with the one behind it, and that left out.
            var bytes = MemoryMarshal.AsBytes(pixels.Slice(done, pixelsAtOnce + 1));
            var different = Vector128<byte>.Zero;
            for (var vector = 0; vector < WithinPixel.Length; vector++)
                different |= (Vector128.Create(bytes[(16 * vector)..]) ^ Vector128.Create(bytes[((16 * vector) + 1)..])) & WithinPixel[vector];
            if (different != Vector128<byte>.Zero)
                return false;
        }
        foreach (var pixel in pixels[done..])
            if (pixel.Red != pixel.Green || pixel.Green != pixel.Blue)
                return false;
        return true;
    }

    /// <summary>The share of colored pixels, 0 to 1.</summary>
    public static double ColoredShare(ReadOnlySpan<Rgb> pixels)
    {
        var count = 0;
        foreach (var pixel in pixels)
            count += pixel.Colored;
        return (double)count / pixels.Length;
    }
}
