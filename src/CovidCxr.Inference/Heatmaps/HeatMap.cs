using CovidCxr.Core;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>How much each place of an image speaks for one class, [height, width], 0 nothing to 1 most.</summary>
/// <param name="Values">Row by row.</param>
/// <param name="Width">Places across.</param>
/// <param name="Height">Places down.</param>
public sealed record HeatMap(float[] Values, int Width, int Height)
{
    /// <summary>The model's own map of a class; null where it has none.</summary>
    /// <param name="output">What the graph says of the image.</param>
    /// <param name="finding">The class.</param>
    public static HeatMap? Of(ModelOutput output, Finding finding)
    {
        var area = output.MapWidth * output.MapHeight;
        return area == 0 ? null : Of(output.Maps.AsSpan((int)finding * area, area), output.MapWidth, output.MapHeight);
    }

    /// <summary>A map from raw strengths: what speaks against the class counts as nothing, the strongest place is 1; all 0 where none speaks for it.</summary>
    /// <param name="strengths">[height, width].</param>
    /// <param name="width">Places across.</param>
    /// <param name="height">Places down.</param>
    public static HeatMap Of(ReadOnlySpan<float> strengths, int width, int height)
    {
        var values = strengths.ToArray();
        var most = Math.Max(values.Max(), float.Epsilon);
        for (var i = 0; i < values.Length; i++)
            values[i] = float.IsFinite(values[i]) ? Math.Max(0, values[i] / most) : 0;
        return new HeatMap(values, width, height);
    }

    /// <summary>The map at another size, smooth between the middles of its places (Catmull and Rom 1974).</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <returns>[height, width], 0 to 255.</returns>
    public byte[] Stretch(int width, int height)
    {
        var across = Places(Width, width);
        var down = Places(Height, height);
        var wide = new float[Height * width];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < width; x++)
                wide[(y * width) + x] = At(Values, y * Width, 1, Width, across[x]);
        var result = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                result[(y * width) + x] = (byte)Math.Round(255 * Math.Clamp(At(wide, x, width, Height, down[y]), 0, 1));
        return result;
    }

    private static float At(float[] values, int first, int step, int count, (int Before, float Part) place)
    {
        var (before, t) = place;
        float Value(int i) => values[first + (Math.Clamp(i, 0, count - 1) * step)];
        var (a, b, c, d) = (Value(before - 1), Value(before), Value(before + 1), Value(before + 2));
        return b + (0.5f * t * (c - a + (t * ((2 * a) - (5 * b) + (4 * c) - d + (t * ((3 * (b - c)) + d - a))))));
    }

    private static (int Before, float Part)[] Places(int from, int to) =>
    [
        .. Enumerable.Range(0, to).Select(i =>
        {
            var place = Math.Clamp(((i + 0.5) * from / to) - 0.5, 0, from - 1);
            return ((int)place, (float)(place - (int)place));
        }),
    ];
}
