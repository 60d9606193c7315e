using System.Collections.Concurrent;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using CovidCxr.Core;

namespace CovidCxr.Imaging.Resizing;

/// <summary>
/// Resizes gray images as libvips does, on the calling thread: with a Lanczos kernel of three lobes where a side shrinks, bilinear where
/// it grows; beyond the edge, the edge is repeated.
/// </summary>
internal static class LanczosResampler
{
    /// <summary>Most kernel maps that are kept.</summary>
    private const int LargestCache = 64;

    private static readonly ConcurrentDictionary<(int From, double Extent, int To), ResizeKernelMap> Cache = new();

    /// <summary>Resizes an image.</summary>
    /// <param name="pixels">[height, width], row by row, 0 to 255.</param>
    /// <param name="size">The image's width and height.</param>
    /// <param name="extent">
    /// The part of the size that is filled: smaller by less than 1 if the last column or row is the mean of fewer pixels than the others.
    /// </param>
    /// <param name="width">Pixels in a row of the result.</param>
    /// <param name="height">Rows of the result.</param>
    /// <returns>[height, width] of the result, rounded.</returns>
    public static byte[] Resize(ReadOnlySpan<float> pixels, ImageSize size, (double Width, double Height) extent, int width, int height)
    {
        var across = KernelMap(size.Width, extent.Width, width);
        var down = KernelMap(size.Height, extent.Height, height);
        var result = new byte[width * height];
        // Longer than a row of the image: the kernel of the last pixel is padded with zeros.
        var row = new float[size.Width + across.Length];
        for (var y = 0; y < height; y++)
        {
            AddRows(pixels, size.Width, down, y, row.AsSpan(0, size.Width));
            for (var x = 0; x < width; x++)
            {
                var value = Dot(row.AsSpan(across.First[x], across.Length), across.Weights(x));
                result[(y * width) + x] = (byte)Math.Clamp(value + 0.5f, 0, 255);
            }
        }

        return result;
    }

    private static void AddRows(ReadOnlySpan<float> pixels, int width, ResizeKernelMap down, int y, Span<float> row)
    {
        row.Clear();
        var weights = down.Weights(y);
        for (var k = 0; k < weights.Length; k++)
            if (weights[k] != 0) // the padding may lie beyond the image
                TensorPrimitives.MultiplyAdd(pixels.Slice((down.First[y] + k) * width, width), weights[k], row, row);
        // As libvips does between the two directions: at a hard edge the lobes reach beyond black and white.
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

    // The images of one run often have few sizes, but images of thousands of sizes must not fill the memory.
    private static ResizeKernelMap KernelMap(int from, double extent, int to)
    {
        if (Cache.TryGetValue((from, extent, to), out var map))
            return map;
        if (Cache.Count >= LargestCache)
            Cache.Clear();
        return Cache[(from, extent, to)] = new ResizeKernelMap(from, extent, to);
    }
}

/// <summary>The kernel of every new pixel along one side: the weights of the old pixels that it is made of.</summary>
internal sealed class ResizeKernelMap
{
    private const double Lobes = 3;
    private readonly float[] weights; // [new pixels, Length]

    /// <param name="from">Old pixels.</param>
    /// <param name="extent">The number of old pixels that are filled; between <c>from - 1</c> and <c>from</c>.</param>
    /// <param name="to">New pixels.</param>
    public ResizeKernelMap(int from, double extent, int to)
    {
        var shrinks = extent > to;
        var scale = Math.Max(1, extent / to);
        var radius = shrinks ? Lobes * scale : 1;
        var needed = (int)Math.Ceiling(2 * radius) + 1;
        Length = (needed + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        First = new int[to];
        weights = new float[to * Length];
        for (var i = 0; i < to; i++)
        {
            var center = ((i + 0.5) * extent / to) - 0.5;
            var lowest = (int)Math.Ceiling(center - radius);
            var highest = (int)Math.Floor(center + radius);
            First[i] = Math.Clamp(lowest, 0, from - 1);
            var sum = 0.0;
            for (var k = lowest; k <= highest; k++)
                sum += Weight((k - center) / scale, shrinks);
            for (var k = lowest; k <= highest; k++)
                weights[(i * Length) + Math.Clamp(k, 0, from - 1) - First[i]] += (float)(Weight((k - center) / scale, shrinks) / sum);
        }
    }

    /// <summary>The first old pixel of every new one.</summary>
    public int[] First { get; }

    /// <summary>Old pixels of each new one, padded to a multiple of the vector length; the padding has the weight 0.</summary>
    public int Length { get; }

    /// <summary>The weights of one new pixel, <see cref="Length"/> of them.</summary>
    public ReadOnlySpan<float> Weights(int pixel) => weights.AsSpan(pixel * Length, Length);

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
