namespace CovidCxr.Datasets.Duplicates;

/// <summary>A square picture from which any frame can be reduced to a small thumbnail quickly.</summary>
internal sealed class IntegralImage
{
    /// <summary>Width and height of a thumbnail, on which pictures are compared.</summary>
    public const int ThumbnailSide = 64;

    private readonly int size;
    private readonly uint[] sums; // over everything above and to the left of a pixel's corner

    /// <param name="pixels">The picture row by row.</param>
    /// <param name="size">Its width and height, pixels.</param>
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

    /// <summary>Averages a frame over 64 x 64 equal areas; a pixel at an area's rim counts by the part that lies inside.</summary>
    public float[] Thumbnail(Crop frame)
    {
        const int side = ThumbnailSide;
        var columns = Edges(frame.Left, frame.Right);
        var rows = Edges(frame.Top, frame.Bottom);
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
                result[(y * side) + x] = (float)((corners[corner + side + 2] - corners[corner + side + 1] - corners[corner + 1] + corners[corner]) / area);
            }

        return result;
    }

    private double[] Edges(double cutBefore, double cutAfter)
        => [.. Enumerable.Range(0, ThumbnailSide + 1).Select(i => size * (cutBefore + ((1 - cutBefore - cutAfter) * i / ThumbnailSide)))];

    // Between the corners of pixels the sum grows evenly in both directions.
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
