namespace CovidCxr.Imaging.Phantoms;

/// <summary>Ribs, spine, clavicles and shoulder blades, as a thickness of bone along the ray through a position.</summary>
/// <param name="plan">What to draw.</param>
internal sealed class Skeleton(PhantomPlan plan)
{
    private const int RibPairs = 9;

    /// <summary>The bone at a position, 0 none to about 1.</summary>
    /// <param name="x">From the left, 0 to 1.</param>
    /// <param name="y">From the top, 0 to 1.</param>
    public double At(double x, double y)
    {
        var (body, aside) = (plan.Body, Math.Abs(x - 0.5) / plan.Breadth);
        return (body.Ribs * Ribs(aside, y)) + (body.Spine * Spine(x, y))
            + (body.Clavicles * Clavicle(aside, y)) + (body.Blades * Blade(aside, y));
    }

    private static double Ribs(double aside, double y)
    {
        var bone = 0.0;
        for (var pair = 0; pair < RibPairs; pair++)
        {
            var top = 0.13 + (pair * 0.068);
            var reach = 0.17 + (0.19 * Math.Sqrt((pair + 1.0) / RibPairs));
            var along = aside / reach;
            if (along > 1.03)
                continue;
            // From the spine, the back part of a rib rises a little and then slopes down; the front part returns lower and fainter.
            var behind = top - (0.025 * Math.Sin(Math.PI * Math.Min(1, along * 1.4))) + (0.085 * along * along * along);
            var front = top + 0.135 - (0.10 * (1 - along)) - (0.02 * pair / RibPairs);
            // At the side of the chest the ray runs along the rib; beyond, there is none.
            var edge = (1 + (0.9 * Shapes.Step(0.8, 0.97, along))) * (1 - Shapes.Step(0.94, 1.03, along));
            if (aside > 0.035)
                bone += Shapes.Rod(y - behind, 0.0145) * edge;
            if (along > 0.42 && pair < RibPairs - 2)
                bone += 0.5 * Shapes.Rod(y - front, 0.0125) * edge;
        }
        return bone;
    }

    private static double Spine(double x, double y)
    {
        var column = 1 - Shapes.Step(0.030, 0.042, Math.Abs(x - 0.5));
        var disc = 0.72 + (0.28 * Shapes.Step(0.06, 0.24, Math.Abs((y * 15 % 1) - 0.5)));
        var process = 0.25 * Shapes.Ellipse(x - 0.5, ((y * 15 % 1) - 0.55) / 15, 0.010, 0.014, 0.4);
        return (column * disc) + process;
    }

    private static double Clavicle(double aside, double y)
    {
        var middle = 0.165 - (0.055 * Shapes.Step(0.05, 0.36, aside)) + (0.012 * Math.Sin(aside * 14));
        return aside is > 0.045 and < 0.40 ? Shapes.Rod(y - middle, 0.016) : 0;
    }

    private static double Blade(double aside, double y) =>
        Shapes.Ellipse(aside - 0.385 + (0.10 * (y - 0.3)), y - 0.30, 0.045, 0.13, 0.25);
}
