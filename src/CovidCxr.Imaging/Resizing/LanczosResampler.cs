using System.Collections.Concurrent;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CovidCxr.Core;

namespace CovidCxr.Imaging.Resizing;

/// <summary>
/// Brings gray pictures to another size as libvips does, but without its threads: Lanczos over three lobes where a side shrinks,
/// bilinear where it grows, the edge repeated outward.
/// </summary>
internal static class LanczosResampler
{
    private const int MostTables = 64;
    private static readonly ConcurrentDictionary<(int From, double Extent, int To), ResizeKernelMap> Tables = new();

    /// <summary>Resamples a picture.</summary>
    /// <param name="pixels">[height, width], row by row, 0 to 255.</param>
    /// <param name="size">Its width and height.</param>
    /// <param name="extent">How much of them the picture fills: less than a whole last column or row where that is the mean of fewer pixels than the others.</param>
    /// <param name="width">Pixels in a row of the result.</param>
    /// <param name="height">Rows of the result.</param>
    /// <returns>[height, width] of the result, rounded.</returns>
    public static byte[] Resize(ReadOnlySpan<float> pixels, ImageSize size, (double Width, double Height) extent, int width, int height)
    {
        var across = Table(size.Width, extent.Width, width);
        var down = Table(size.Height, extent.Height, height);
        var result = new byte[width * height];
        // One row of the result at a time; longer than the picture's, because the taps of the last pixel are filled up with zeros.
        var row = new float[size.Width + across.Count];
        for (var y = 0; y < height; y++)
        {
            AddRows(pixels, size.Width, down, y, row.AsSpan(0, size.Width));
            for (var x = 0; x < width; x++)
                result[(y * width) + x] = (byte)Math.Clamp(Dot(row.AsSpan(across.First[x], across.Count), across.Of(x)) + 0.5f, 0, 255);
        }

        return result;
    }

    private static void AddRows(ReadOnlySpan<float> pixels, int width, ResizeKernelMap down, int y, Span<float> row)
    {
        row.Clear();
        var weights = down.Of(y);
        for (var k = 0; k < weights.Length; k++)
            if (weights[k] != 0) // those beyond the picture
                TensorPrimitives.MultiplyAdd(pixels.Slice((down.First[y] + k) * width, width), weights[k], row, row);
        // Between the two directions, as libvips does: at a hard edge the lobes reach beyond black and white.
        TensorPrimitives.Clamp(row, 0, 255, row);
    }

    private static float Dot(ReadOnlySpan<float> values, ReadOnlySpan<float> weights)
    {
        var factors = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var terms = MemoryMarshal.Cast<float, Vector<float>>(values)[..factors.Length];
        var sum = Vector<float>.Zero;
        for (var k = 0; k < factors.Length; k++)
            sum += factors[k] * terms[k];
        return Vector.Sum(sum);
    }

    // Pictures of one run are often of few sizes; strangers' pictures of thousands of sizes must not pile up.
    private static ResizeKernelMap Table(int from, double extent, int to)
    {
        if (Tables.TryGetValue((from, extent, to), out var taps))
            return taps;
        if (Tables.Count >= MostTables)
            Tables.Clear();
        return Tables[(from, extent, to)] = new ResizeKernelMap(from, extent, to);
    }
}

/// <summary>For every new position along one side the old ones that it is made of.</summary>
internal sealed class ResizeKernelMap
{
    private const double Lobes = 3;
    private readonly float[] weights;

    /// <param name="from">Old positions.</param>
    /// <param name="extent">How many of them are filled; between <c>from - 1</c> and <c>from</c>.</param>
    /// <param name="to">New positions.</param>
    public ResizeKernelMap(int from, double extent, int to)
    {
        var shrinks = extent > to;
        var scale = Math.Max(1, extent / to);
        var reach = shrinks ? Lobes * scale : 1;
        var needed = (int)Math.Ceiling(2 * reach) + 1;
        Count = (needed + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        First = new int[to];
        weights = new float[to * Count];
        for (var i = 0; i < to; i++)
        {
            var middle = ((i + 0.5) * extent / to) - 0.5;
            var lowest = (int)Math.Ceiling(middle - reach);
            var highest = (int)Math.Floor(middle + reach);
            First[i] = Math.Clamp(lowest, 0, from - 1);
            var sum = 0.0;
            for (var k = lowest; k <= highest; k++)
                sum += Weight((k - middle) / scale, shrinks);
            for (var k = lowest; k <= highest; k++)
                weights[(i * Count) + Math.Clamp(k, 0, from - 1) - First[i]] += (float)(Weight((k - middle) / scale, shrinks) / sum);
        }
    }

    /// <summary>The first old position of every new one.</summary>
    public int[] First { get; }

    /// <summary>Old positions for each new one, a multiple of the vector's length; those beyond the picture have no weight.</summary>
    public int Count { get; }

    /// <summary>The weights of one new position, <see cref="Count"/> of them.</summary>
    public ReadOnlySpan<float> Of(int position) => weights.AsSpan(position * Count, Count);

    private static double Weight(double distance, bool shrinks)
    {
        distance = Math.Abs(distance);
        if (!shrinks)
            return Math.Max(0, 1 - distance);
        if (distance < 1e-9)
            return 1;
        var angle = Math.PI * distance;
        return distance >= Lobes ? 0 : Lobes * Math.Sin(angle) * Math.Sin(angle / Lobes) / (angle * angle);
    }
}
