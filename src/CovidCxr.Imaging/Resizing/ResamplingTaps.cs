using System.Numerics;

namespace CovidCxr.Imaging.Resizing;

/// <summary>For every new position along one side the old ones that it is made of.</summary>
internal sealed class ResamplingTaps
{
    private const double Lobes = 3;
    private readonly float[] weights;

    /// <param name="from">Old positions.</param>
    /// <param name="extent">How many of them are filled; between <c>from - 1</c> and <c>from</c>.</param>
    /// <param name="to">New positions.</param>
    public ResamplingTaps(int from, double extent, int to)
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
