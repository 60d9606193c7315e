namespace CovidCxr.Core.Datasets;

/// <summary>A prepared picture reduced to 64 x 64 values, on which pictures are compared.</summary>
internal static class Thumbnail
{
    /// <summary>Width and height, pixels.</summary>
    public const int Side = 64;

    /// <summary>Averages a square picture over 64 x 64 equal areas.</summary>
    /// <param name="pixels">The picture row by row.</param>
    /// <param name="size">Its width and height, pixels.</param>
    public static float[] Of(byte[] pixels, int size)
    {
        // Rows first, then columns: an area's mean is the mean of its rows' means.
        var rows = new float[size * Side];
        for (var y = 0; y < size; y++)
            for (var x = 0; x < Side; x++)
                rows[(y * Side) + x] = Mean(size, x, i => pixels[(y * size) + i]);
        var result = new float[Side * Side];
        for (var y = 0; y < Side; y++)
            for (var x = 0; x < Side; x++)
                result[(y * Side) + x] = Mean(size, y, i => rows[(i * Side) + x]);
        return result;
    }

    private static float Mean(int size, int cell, Func<int, float> valueAt)
    {
        // Where the size is no multiple of 64, the pixels at a cell's rim count by the part that lies inside.
        var from = cell * size / (double)Side;
        var to = (cell + 1) * size / (double)Side;
        double sum = 0;
        for (var i = (int)from; i < Math.Min(size, (int)Math.Ceiling(to)); i++)
            sum += valueAt(i) * (Math.Min(i + 1, to) - Math.Max(i, from));
        return (float)(sum / (to - from));
    }
}
