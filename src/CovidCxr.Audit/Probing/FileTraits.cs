using CovidCxr.Core;
using CovidCxr.Imaging.Formats;

namespace CovidCxr.Audit.Probing;

/// <summary>
/// What an image file is, apart from the lungs on it: size, shape, compression, noise, and the gray values beside the lungs. No disease is
/// in any of these, so whoever tells the class from them tells the source.
/// </summary>
internal static class FileTraits
{
    private const int Bins = 16;
    private const int CoarsestRead = 12; // of the quantization table, in zigzag order

    /// <summary>The numbers of an image, always as many and in the same order.</summary>
    /// <param name="size">The original's size.</param>
    /// <param name="encoded">The bytes of the original file; null if it is not at hand.</param>
    /// <param name="pixels">[side, side] of the image as the network gets it.</param>
    /// <param name="side">Pixels in a row, and rows.</param>
    /// <param name="lungs">The lungs, whose gray values do not count.</param>
    public static double[] Of(ImageSize size, byte[]? encoded, ReadOnlySpan<byte> pixels, int side, LungMask lungs)
    {
        var traits = new List<double>
        {
            Math.Log(size.Width), Math.Log(size.Height), Math.Log((double)size.Width / size.Height),
            encoded is null ? 0 : Math.Log((double)encoded.Length / ((long)size.Width * size.Height)),
        };
        var table = encoded is null ? null : QuantizationTable.Of(encoded);
        traits.Add(table is null ? 0 : 1);
        for (var i = 0; i < CoarsestRead; i++)
            traits.Add(table is null ? 0 : Math.Log(table[i]));
        var histogram = new double[Bins];
        var (counted, black, white, steps, neighbors) = (0, 0, 0, 0.0, 0);
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var i = (y * side) + x;
                if (lungs.Inside[i])
                    continue;
                counted++;
                histogram[pixels[i] * Bins / 256]++;
                black += pixels[i] == 0 ? 1 : 0;
                white += pixels[i] == 255 ? 1 : 0;
                if (x > 0 && y > 0 && x < side - 1 && y < side - 1)
                {
                    steps += Math.Abs((4 * pixels[i]) - pixels[i - 1] - pixels[i + 1] - pixels[i - side] - pixels[i + side]);
                    neighbors++;
                }
            }
        traits.AddRange(histogram.Select(count => Math.Sqrt(count / Math.Max(1, counted))));
        traits.Add(Math.Sqrt((double)black / Math.Max(1, counted)));
        traits.Add(Math.Sqrt((double)white / Math.Max(1, counted)));
        traits.Add(Math.Log(1 + (steps / Math.Max(1, neighbors)))); // the mean Laplacian: noise, grain and sharpness
        return [.. traits];
    }
}
