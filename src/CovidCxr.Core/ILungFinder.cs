namespace CovidCxr.Core;

/// <summary>Finds the lungs on frontal chest X-rays. Safe to call from several threads at once.</summary>
public interface ILungFinder
{
    /// <summary>Marks the lungs of a batch of images, the part behind the heart included.</summary>
    /// <param name="pixels">[b, s, s], gray, row by row, 0 black to 255 white.</param>
    /// <param name="side">s, pixels.</param>
    /// <param name="count">b, at least 0.</param>
    /// <returns>[b], in the order of the images.</returns>
    IReadOnlyList<LungMask> Find(ReadOnlySpan<byte> pixels, int side, int count);
}

/// <summary>Which pixels of a square image are lung.</summary>
/// <param name="Inside">[side, side], row by row.</param>
/// <param name="Side">Pixels in a row, and rows.</param>
public sealed record LungMask(bool[] Inside, int Side)
{
    // Of the picture: below, nothing was found that could be a pair of lungs.
    private const double LeastShare = 0.03;

    /// <summary>The share of the picture that is lung, 0 to 1.</summary>
    public double Share => (double)Inside.Count(inside => inside) / Inside.Length;

    /// <summary>Whether enough lung was found to speak of lungs at all.</summary>
    public bool IsFound => Share >= LeastShare;

    /// <summary>The mask and what lies at most a number of pixels away from it, along rows, columns or both.</summary>
    /// <param name="pixels">At least 0.</param>
    public LungMask Widened(int pixels)
    {
        var rows = Spread(Inside, pixels, 1, Side);
        return this with { Inside = Spread(rows, pixels, Side, 1) };
    }

    /// <summary>The smallest rectangle that holds all of the mask.</summary>
    public LungMask Box()
    {
        int left = Side, right = -1, top = Side, bottom = -1;
        for (var i = 0; i < Inside.Length; i++)
            if (Inside[i])
            {
                (left, right) = (Math.Min(left, i % Side), Math.Max(right, i % Side));
                (top, bottom) = (Math.Min(top, i / Side), Math.Max(bottom, i / Side));
            }
        var box = new bool[Inside.Length];
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
                box[(y * Side) + x] = true;
        return this with { Inside = box };
    }

    /// <summary>
    /// Twice the common area, divided by the sum of both areas (Dice 1945), 0 to 1; 1 if both are empty.
    /// </summary>
    /// <exception cref="ArgumentException">The sides differ.</exception>
    public double Dice(LungMask other)
    {
        if (other.Side != Side)
            throw new ArgumentException($"a mask of {other.Side} pixels does not fit one of {Side}", nameof(other));
        int common = 0, areas = 0;
        for (var i = 0; i < Inside.Length; i++)
        {
            common += Inside[i] && other.Inside[i] ? 1 : 0;
            areas += (Inside[i] ? 1 : 0) + (other.Inside[i] ? 1 : 0);
        }
        return areas == 0 ? 1 : 2.0 * common / areas;
    }

    private bool[] Spread(bool[] from, int pixels, int step, int across)
    {
        var spread = new bool[from.Length];
        for (var line = 0; line < Side; line++)
            for (var i = 0; i < Side; i++)
                if (from[(line * across) + (i * step)])
                    for (var k = Math.Max(0, i - pixels); k <= Math.Min(Side - 1, i + pixels); k++)
                        spread[(line * across) + (k * step)] = true;
        return spread;
    }
}
