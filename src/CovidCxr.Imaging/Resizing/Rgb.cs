using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CovidCxr.Imaging.Resizing;

/// <summary>One pixel of an 8-bit sRGB image, as it lies in memory.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>Largest minus smallest of the three values above which a pixel is colored; JPEG noise of gray images stays below.</summary>
    private const int ColorSpread = 40;

    // Three vectors hold 16 whole pixels. A mask is set where a byte and the next one belong to the same pixel.
    private static readonly Vector128<byte>[] WithinPixel =
    [
        .. Enumerable.Range(0, 3).Select(vector =>
            Vector128.Create([.. Enumerable.Range(0, 16).Select(i => ((16 * vector) + i) % 3 == 2 ? (byte)0 : byte.MaxValue)])),
    ];

    /// <summary>Luma (ITU-R BT.709), 0 to 255.</summary>
    public float Luma => ((218 * Red) + (732 * Green) + (74 * Blue)) / 1024f;

    /// <summary>Whether the pixel is clearly not gray.</summary>
    public bool IsColored => Math.Max(Red, Math.Max(Green, Blue)) - Math.Min(Red, Math.Min(Green, Blue)) > ColorSpread;

    /// <summary>Converts a row to gray.</summary>
    /// <param name="row">The row.</param>
    /// <param name="gray">Receives the gray values, 0 to 255; as long as the row.</param>
    /// <returns>The number of pixels that are clearly not gray.</returns>
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
                colored += row[x].IsColored ? 1 : 0;
            }
        return colored;
    }

    /// <summary>Whether red, green and blue are equal in every pixel, as in most X-rays that are stored as color images.</summary>
    public static bool AreGray(ReadOnlySpan<Rgb> pixels)
    {
        const int pixelsAtOnce = 16;
        var done = 0;
        for (; done + pixelsAtOnce < pixels.Length; done += pixelsAtOnce)
        {
            // Every vector is compared with the one that starts a byte later, so the span holds one pixel more; the mask leaves out
            // the pairs that belong to two pixels.
            var bytes = MemoryMarshal.AsBytes(pixels.Slice(done, pixelsAtOnce + 1));
            var different = Vector128<byte>.Zero;
            for (var vector = 0; vector < WithinPixel.Length; vector++)
            {
                var (these, next) = (Vector128.Create(bytes[(16 * vector)..]), Vector128.Create(bytes[((16 * vector) + 1)..]));
                different |= (these ^ next) & WithinPixel[vector];
            }
            if (different != Vector128<byte>.Zero)
                return false;
        }
        foreach (var pixel in pixels[done..])
            if (pixel.Red != pixel.Green || pixel.Green != pixel.Blue)
                return false;
        return true;
    }

    /// <summary>The share of pixels, 0 to 1, that are clearly not gray.</summary>
    public static double ColoredShare(ReadOnlySpan<Rgb> pixels)
    {
        var count = 0;
        foreach (var pixel in pixels)
            count += pixel.IsColored ? 1 : 0;
        return (double)count / pixels.Length;
    }
}
