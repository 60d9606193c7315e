using System.Numerics.Tensors;

namespace CovidCxr.Inference.Referral;

/// <summary>Measures of an image's gray values.</summary>
internal static class GrayValues
{
    private const int Bins = 32;

    /// <summary>
    /// The entropy of the histogram in 32 bins, 0 to 5 bits: 0 for an image of one gray value, about 1 for black on white.
    /// </summary>
    /// <param name="pixels">At least one.</param>
    public static double Entropy(ReadOnlySpan<byte> pixels)
    {
        Span<int> counts = stackalloc int[Bins];
        foreach (var pixel in pixels)
            counts[pixel * Bins / 256]++;
        var entropy = 0.0;
        foreach (var count in counts)
            if (count > 0)
                entropy -= (double)count / pixels.Length * Math.Log2((double)count / pixels.Length);
        return entropy;
    }

    /// <summary>
    /// The mean absolute difference of neighboring pixels, averaged over both directions, divided by the standard deviation of all pixels:
    /// 0 for an image of one gray value, about 1 for noise.
    /// </summary>
    /// <param name="pixels">[side, side].</param>
    /// <param name="side">Pixels in a row, at least 2.</param>
    public static double Roughness(ReadOnlySpan<byte> pixels, int side)
    {
        var values = new float[pixels.Length];
        TensorPrimitives.ConvertTruncating(pixels, values);
        var step = new float[side - 1];
        double sum = 0, squares = 0, steps = 0;
        for (var y = 0; y < side; y++)
        {
            var row = values.AsSpan(y * side, side);
            sum += TensorPrimitives.Sum<float>(row);
            squares += TensorPrimitives.SumOfSquares<float>(row);
            if (y == side - 1)
                break;
            TensorPrimitives.Subtract<float>(row[..^1], row[1..], step);
            steps += TensorPrimitives.SumOfMagnitudes<float>(step);
            TensorPrimitives.Subtract<float>(row[..^1], values.AsSpan((y + 1) * side, side - 1), step);
            steps += TensorPrimitives.SumOfMagnitudes<float>(step);
        }
        var mean = sum / pixels.Length;
        var deviation = Math.Sqrt(Math.Max(0, (squares / pixels.Length) - (mean * mean)));
        return steps / 2 / ((side - 1) * (side - 1)) / Math.Max(deviation, 1);
    }
}
