namespace CovidCxr.Imaging.Phantoms;

/// <summary>Soft-edged shapes, each 1 inside and 0 outside.</summary>
internal static class Shapes
{
    /// <summary>0 at one place and beyond, 1 at the other and beyond, smooth between.</summary>
    public static double Step(double zero, double one, double at)
    {
        var part = Math.Clamp((at - zero) / (one - zero), 0, 1);
        return part * part * (3 - (2 * part));
    }

    /// <summary>An ellipse.</summary>
    /// <param name="x">Distance from its middle across.</param>
    /// <param name="y">Distance from its middle down.</param>
    /// <param name="radiusX">Half its width.</param>
    /// <param name="radiusY">Half its height.</param>
    /// <param name="softness">Breadth of its edge, part of its radius.</param>
    public static double Ellipse(double x, double y, double radiusX, double radiusY, double softness)
    {
        var distance = Math.Sqrt((x * x / (radiusX * radiusX)) + (y * y / (radiusY * radiusY)));
        return 1 - Step(1 - softness, 1 + softness, distance);
    }

    /// <summary>How much of a round rod a ray passes through: most in its middle, nothing beside it.</summary>
    /// <param name="distance">Distance from its middle line.</param>
    /// <param name="radius">Half its thickness.</param>
    public static double Rod(double distance, double radius)
    {
        var part = distance / radius;
        return Math.Sqrt(Math.Max(0, 1 - (part * part)));
    }

    /// <summary>The distance of a point from a straight line between two others.</summary>
    public static double Distance((double X, double Y) point, (double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var along = Math.Clamp((((point.X - from.X) * dx) + ((point.Y - from.Y) * dy)) / ((dx * dx) + (dy * dy)), 0, 1);
        var (x, y) = (point.X - from.X - (along * dx), point.Y - from.Y - (along * dy));
        return Math.Sqrt((x * x) + (y * y));
    }
}
