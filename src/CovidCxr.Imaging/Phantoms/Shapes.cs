namespace CovidCxr.Imaging.Phantoms;

/// <summary>Soft-edged shapes, each 1 inside and 0 outside.</summary>
public static class Shapes
{
    /// <summary>A smooth step (smoothstep): 0 at one position and beyond, 1 at the other and beyond, a cubic between.</summary>
    /// <param name="zero">The position from which on it is 0.</param>
    /// <param name="one">The position from which on it is 1; below or above <paramref name="zero"/>, not equal to it.</param>
    /// <param name="at">Where to evaluate it.</param>
    public static double Step(double zero, double one, double at)
    {
        var part = Math.Clamp((at - zero) / (one - zero), 0, 1);
        return part * part * (3 - (2 * part));
    }

    /// <summary>An ellipse.</summary>
    /// <param name="x">Distance from its center across.</param>
    /// <param name="y">Distance from its center down.</param>
    /// <param name="radiusX">Half its width.</param>
    /// <param name="radiusY">Half its height.</param>
    /// <param name="softness">Half the width of its edge, as a part of its radius.</param>
    public static double Ellipse(double x, double y, double radiusX, double radiusY, double softness)
    {
        var distance = Math.Sqrt((x * x / (radiusX * radiusX)) + (y * y / (radiusY * radiusY)));
        return 1 - Step(1 - softness, 1 + softness, distance);
    }

    /// <summary>The path of a ray through a round rod, as a part of its thickness: 1 through its center line, 0 beside it.</summary>
    /// <param name="distance">Distance from its center line.</param>
    /// <param name="radius">Half its thickness.</param>
    public static double Rod(double distance, double radius)
    {
        var part = distance / radius;
        return Math.Sqrt(Math.Max(0, 1 - (part * part)));
    }

    /// <summary>The distance of a point from the straight line between two others.</summary>
    /// <param name="point">The point.</param>
    /// <param name="from">One end of the line.</param>
    /// <param name="to">The other end.</param>
    public static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var along = Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        var (x, y) = (point.X - from.X - (along * dx), point.Y - from.Y - (along * dy));
        return Math.Sqrt((x * x) + (y * y));
    }
}
