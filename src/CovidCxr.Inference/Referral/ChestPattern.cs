using CovidCxr.Imaging.Phantoms;

namespace CovidCxr.Inference.Referral;

/// <summary>
/// The coarse look of a frontal chest X-ray as a formula: two dark lungs, a bright middle and belly, dark beside the body. An image's
/// correlation with it tells whether the image can be a chest, and whether its gray values are inverted.
/// </summary>
/// <remarks>Its numbers were set by eye after the mean of training images; it holds none of their pixels.</remarks>
internal static class ChestPattern
{
    /// <summary>Cells across and down: coarser than any rib, so that only the large dark and bright areas count.</summary>
    private const int Cells = 32;

    private static readonly double[] Pattern =
        Normalize([.. Enumerable.Range(0, Cells * Cells).Select(i => Brightness((i % Cells + 0.5) / Cells, (i / Cells + 0.5) / Cells))]);

    /// <summary>The correlation of an image with the pattern, -1 to 1; 0 if the image has one gray value only.</summary>
    /// <param name="pixels">[side, side].</param>
    /// <param name="side">Pixels in a row.</param>
    public static double Correlation(ReadOnlySpan<byte> pixels, int side)
    {
        var sums = new int[Cells * Cells];
        var counts = new int[Cells * Cells];
        var columns = new int[side];
        for (var x = 0; x < side; x++)
            columns[x] = x * Cells / side;
        for (var y = 0; y < side; y++)
        {
            var row = y * Cells / side * Cells;
            for (var x = 0; x < side; x++)
            {
                sums[row + columns[x]] += pixels[(y * side) + x];
                counts[row + columns[x]]++;
            }
        }
        // An input smaller than the pattern fills only some of the cells.
        var filled = Enumerable.Range(0, sums.Length).Where(cell => counts[cell] > 0).ToArray();
        var image = Normalize([.. filled.Select(cell => (double)sums[cell] / counts[cell])]);
        var pattern = filled.Length == sums.Length ? Pattern : Normalize([.. filled.Select(cell => Pattern[cell])]);
        return image.Zip(pattern, (a, b) => a * b).Sum();
    }

    // x from left to right and y from top to bottom, 0 to 1.
    private static double Brightness(double x, double y)
    {
        var aside = Math.Abs(x - 0.5);
        // The lungs lean outward on their way down.
        var across = (aside - (0.155 + (0.05 * (y - 0.25)))) / 0.105;
        var down = (y - 0.42) / 0.30;
        var lung = Math.Exp(-Math.Pow((across * across) + (down * down), 1.5));
        var beside = Shapes.Step(0.40, 0.50, aside);
        var aboveShoulders = Shapes.Step(0.15, 0.0, y) * Shapes.Step(0.1, 0.3, aside);
        var middle = Math.Exp(-Math.Pow(aside / 0.10, 2));
        var belly = Shapes.Step(0.65, 0.85, y) * (1 - beside);
        return (0.35 * middle) + (0.35 * belly) - (0.75 * lung) - (0.8 * beside) - (0.6 * aboveShoulders);
    }

    // To mean 0 and length 1; all 0 if the values are equal.
    private static double[] Normalize(double[] values)
    {
        var mean = values.Average();
        var length = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)));
        return [.. values.Select(value => length < 1e-9 ? 0 : (value - mean) / length)];
    }
}
