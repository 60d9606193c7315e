namespace CovidCxr.Imaging.Phantoms;

/// <summary>
/// Draws images that look like chest X-rays from formulas: soft tissue, bone and air lie one behind the other, and the more of a ray they
/// absorb, the brighter the pixel. No pixel comes from a real X-ray. The same plan always gives the same pixels.
/// </summary>
public static class ChestPhantom
{
    /// <summary>Draws an image.</summary>
    /// <param name="plan">What to draw.</param>
    /// <returns>[height, width], gray, row by row.</returns>
    public static byte[] Draw(PhantomPlan plan)
    {
        var (lungs, skeleton, random) = (new PhantomLungs(plan), new Skeleton(plan), plan.Noise(1000));
        var body = plan.Body;
        var pixels = new byte[plan.Width * plan.Height];
        for (var row = 0; row < plan.Height; row++)
            for (var column = 0; column < plan.Width; column++)
            {
                var (x, y) = plan.Position(column, row);
                var absorbed = Outline(x, y, plan.Breadth) * (Tissue(body, x, y) - (body.Air * lungs.At(column, row)) + skeleton.At(x, y));
                // Like a film, which shows less difference where much is absorbed already.
                var bright = body.FilmBlack + (body.FilmRange * (1 - Math.Exp(-body.FilmDensity * Math.Max(0, absorbed))));
                // The sum of three has a standard deviation of 1.
                bright += body.Grain * (random.Between(-1, 1) + random.Between(-1, 1) + random.Between(-1, 1));
                pixels[(row * plan.Width) + column] = (byte)Math.Clamp(Math.Round(255 * (plan.Inverted ? 1 - bright : bright)), 0, 255);
            }
        return pixels;
    }

    // The neck, shoulders that slope down to the sides, and the trunk between the arms.
    private static double Outline(double x, double y, double breadth)
    {
        var aside = Math.Abs(x - 0.5) / breadth;
        var shoulder = 0.035 + (0.10 * Shapes.Step(0.09, 0.30, aside)) + (0.05 * Shapes.Step(0.30, 0.5, aside));
        var above = Math.Max(1 - Shapes.Step(0.085, 0.15, aside - (0.5 * y * y)), Shapes.Step(shoulder - 0.02, shoulder + 0.03, y));
        var side = aside + (0.05 * Shapes.Step(0.35, 0.6, y)) - (0.10 * (1 - Shapes.Step(0.2, 0.42, y)));
        var trunk = 1 - Shapes.Step(0.435, 0.475, side);
        return above * trunk;
    }

    // Thicker in the middle (heart, great vessels) and below the diaphragm.
    private static double Tissue(PhantomBody body, double x, double y)
    {
        var aside = Math.Abs(x - 0.5);
        return body.Trunk + (body.Middle * Math.Exp(-Math.Pow(aside / 0.10, 2)))
            + (body.Abdomen * Shapes.Step(0.66, 0.92, y))
            - (body.Sides * Shapes.Step(0.3, 0.46, aside));
    }
}
