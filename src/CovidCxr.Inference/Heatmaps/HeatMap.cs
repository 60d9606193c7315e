using CovidCxr.Core;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>How strongly each cell of an image speaks for one class, [height, width], 0 nothing to 1 most.</summary>
/// <param name="Values">Row by row.</param>
/// <param name="Width">Cells across.</param>
/// <param name="Height">Cells down.</param>
public sealed record HeatMap(float[] Values, int Width, int Height)
{
    /// <summary>Takes a class's map from a network's output; null if the network has no maps.</summary>
    /// <param name="output">The network's output for the image.</param>
    /// <param name="finding">The class.</param>
    public static HeatMap? Of(ModelOutput output, Finding finding)
    {
        var area = output.MapWidth * output.MapHeight;
        return area == 0 ? null : Of(output.Maps.AsSpan((int)finding * area, area), output.MapWidth, output.MapHeight);
    }

    /// <summary>
    /// Makes a map from raw strengths: the strongest cell becomes 1, and a cell that speaks against the class 0; all are 0 if none speaks
    /// for it.
    /// </summary>
    /// <param name="strengths">[height, width].</param>
    /// <param name="width">Cells across.</param>
    /// <param name="height">Cells down.</param>
    public static HeatMap Of(ReadOnlySpan<float> strengths, int width, int height)
    {
        var values = strengths.ToArray();
        var most = Math.Max(values.Max(), float.Epsilon);
        for (var i = 0; i < values.Length; i++)
            values[i] = float.IsFinite(values[i]) ? Math.Max(0, values[i] / most) : 0;
        return new HeatMap(values, width, height);
    }

    /// <summary>Stretches the map, with a cubic spline between the centers of its cells (Catmull and Rom 1974).</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <returns>[height, width], 0 to 255.</returns>
    public byte[] Stretch(int width, int height)
    {
        var columns = CellsBefore(Width, width);
        var rows = CellsBefore(Height, height);
        var wide = new float[Height * width];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < width; x++)
                wide[(y * width) + x] = Interpolate(Values, y * Width, 1, Width, columns[x]);
        var result = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                result[(y * width) + x] = (byte)Math.Round(255 * Math.Clamp(Interpolate(wide, x, width, Height, rows[y]), 0, 1));
        return result;
    }

    private static float Interpolate(float[] values, int first, int step, int count, (int Before, float Part) position)
    {
        var (before, t) = position;
        float Value(int i) => values[first + (Math.Clamp(i, 0, count - 1) * step)];
        var (a, b, c, d) = (Value(before - 1), Value(before), Value(before + 1), Value(before + 2));
        return b + (0.5f * t * (c - a + (t * ((2 * a) - (5 * b) + (4 * c) - d + (t * ((3 * (b - c)) + d - a))))));
    }

    // For every pixel, the cell whose center lies before it, and how far it is on the way to the next one.
    private static (int Before, float Part)[] CellsBefore(int from, int to) =>
    [
        .. Enumerable.Range(0, to).Select(i =>
        {
            var position = Math.Clamp(((i + 0.5) * from / to) - 0.5, 0, from - 1);
            return ((int)position, (float)(position - (int)position));
        }),
    ];
}
