namespace CovidCxr.Datasets.Duplicates;

/// <summary>The integral of a square image, from which any crop is reduced to a thumbnail quickly.</summary>
internal sealed class IntegralImage
{
    /// <summary>Width and height of a thumbnail, on which images are compared.</summary>
    public const int ThumbnailSide = 64;

    private readonly int size;
    private readonly uint[] sums; // [size + 1, size + 1]: over everything above and to the left of a pixel's corner

    /// <summary>Sums an image.</summary>
    /// <param name="pixels">[size, size], 0 to 255.</param>
    /// <param name="size">The width and height, pixels.</param>
    public IntegralImage(byte[] pixels, int size)
    {
        this.size = size;
        sums = new uint[(size + 1) * (size + 1)];
        for (var y = 0; y < size; y++)
        {
            uint row = 0;
            for (var x = 0; x < size; x++)
            {
                row += pixels[(y * size) + x];
                sums[((y + 1) * (size + 1)) + x + 1] = sums[(y * (size + 1)) + x + 1] + row;
            }
        }
    }

    /// <summary>Averages a crop over 64 x 64 equal areas; a pixel at an area's border counts by the part that lies inside.</summary>
    public float[] Thumbnail(Crop crop)
    {
        const int side = ThumbnailSide;
        var columns = Edges(crop.Left, crop.Right);
        var rows = Edges(crop.Top, crop.Bottom);
        var corners = new double[(side + 1) * (side + 1)];
        for (var y = 0; y <= side; y++)
            for (var x = 0; x <= side; x++)
                corners[(y * (side + 1)) + x] = SumTo(columns[x], rows[y]);
        var area = (columns[1] - columns[0]) * (rows[1] - rows[0]);
        var result = new float[side * side];
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
            {
                var corner = (y * (side + 1)) + x;
                var sum = corners[corner + side + 2] - corners[corner + side + 1] - corners[corner + 1] + corners[corner];
                result[(y * side) + x] = (float)(sum / area);
            }

        return result;
    }

    private double[] Edges(double cutBefore, double cutAfter)
        => [.. Enumerable.Range(0, ThumbnailSide + 1).Select(i => size * (cutBefore + ((1 - cutBefore - cutAfter) * i / ThumbnailSide)))];

    // Between the corners of pixels the sum is bilinear.
    private double SumTo(double x, double y)
    {
        var (left, top) = (Math.Min((int)x, size - 1), Math.Min((int)y, size - 1));
        var (partX, partY) = (x - left, y - top);
        var upper = (top * (size + 1)) + left;
        var lower = upper + size + 1;
        return ((1 - partY) * (((1 - partX) * sums[upper]) + (partX * sums[upper + 1])))
            + (partY * (((1 - partX) * sums[lower]) + (partX * sums[lower + 1])));
    }
}
