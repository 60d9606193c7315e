using CovidCxr.Core;

namespace CovidCxr.Imaging.Resizing;

/// <summary>Enlarges small gray images by bilinear interpolation, many times faster than libvips does.</summary>
internal static class BilinearEnlarger
{
    /// <summary>Stretches an image to a size that is nowhere smaller.</summary>
    /// <param name="pixels">[height, width], row by row.</param>
    /// <param name="size">The image's size.</param>
    /// <param name="width">Pixels in a row of the result.</param>
    /// <param name="height">Rows of the result.</param>
    /// <returns>[height, width] of the result, rounded.</returns>
    public static byte[] Enlarge(byte[] pixels, ImageSize size, int width, int height)
    {
        var columns = Neighbors(size.Width, width);
        var wide = new float[size.Height * width];
        for (var y = 0; y < size.Height; y++)
        {
            var row = pixels.AsSpan(y * size.Width, size.Width);
            for (var x = 0; x < width; x++)
            {
                var (before, after, part) = columns[x];
                wide[(y * width) + x] = row[before] + (part * (row[after] - row[before]));
            }
        }

        var rows = Neighbors(size.Height, height);
        var result = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var (before, after, part) = rows[y];
            var upper = wide.AsSpan(before * width, width);
            var lower = wide.AsSpan(after * width, width);
            for (var x = 0; x < width; x++)
                result[(y * width) + x] = (byte)(upper[x] + (part * (lower[x] - upper[x])) + 0.5f);
        }

        return result;
    }

    // For every new pixel, the old pixels whose centers lie before and after its own, and how far it is on the way between them.
    private static (int Before, int After, float Part)[] Neighbors(int from, int to)
        => [.. Enumerable.Range(0, to).Select(i =>
        {
            var position = Math.Clamp(((i + 0.5) * from / to) - 0.5, 0, from - 1);
            return ((int)position, Math.Min((int)position + 1, from - 1), (float)(position - (int)position));
        })];
}
