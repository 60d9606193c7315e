using CovidCxr.Core;

namespace CovidCxr.Imaging.Phantoms;

/// <summary>The air in the lungs and the windpipe, minus vessels and opacities, as a thickness along the ray through a position.</summary>
internal sealed class PhantomLungs
{
    private const int VesselsPerSide = 24;

    private readonly PhantomPlan plan;
    private readonly double[] vessels; // [height, width], the part of the air that they fill
    private readonly List<(double X, double Y, double Phase, double Height)> clouds = [];

    /// <param name="plan">What to draw.</param>
    public PhantomLungs(PhantomPlan plan)
    {
        this.plan = plan;
        vessels = new double[plan.Width * plan.Height];
        var random = plan.Noise(0);
        foreach (var side in new[] { -1, 1 })
            for (var i = 0; i < VesselsPerSide; i++)
                Grow(random, side, i);
        for (var i = 0; i < 12; i++)
            clouds.Add((random.Between(15, 60), random.Between(15, 60), random.Between(0, 6.28), random.Between(0.1, 0.3)));
    }

    /// <summary>The air at a pixel, 0 none to 1.</summary>
    public double At(int column, int row)
    {
        var (x, y) = plan.Position(column, row);
        var lung = Lung(x, y);
        if (lung > 0)
            lung *= (1 - Filled(x, y)) * (1 - (plan.Body.Vessels * Math.Min(1, vessels[(row * plan.Width) + column])));
        return Math.Max(lung, 0.42 * Windpipe(x, y));
    }

    // The heart lies on the right of the image, the patient's left; the diaphragm's dome on the other side is higher.
    private double Lung(double x, double y)
    {
        var aside = Math.Abs(x - 0.5) / plan.Breadth;
        var left = x < 0.5;
        var middle = 0.185 + (0.045 * (y - 0.3));
        var bulge = Math.Pow(Math.Clamp((y - 0.085) / 0.30, 0, 1), 0.5);
        var outer = middle - 0.055 + (0.215 * bulge);
        var inner = 0.062 + (0.03 * (1 - Shapes.Step(0.08, 0.2, y))) + (left ? 0.015 * Shapes.Step(0.45, 0.65, y) : 0);
        var dome = plan.Diaphragm + (left ? -0.02 : 0.005) + (1.9 * Math.Pow(aside - 0.19, 2)) - 0.03;
        var across = Shapes.Step(inner - 0.012, inner + 0.014, aside) * (1 - Shapes.Step(outer - 0.03, outer + 0.004, aside));
        var down = Shapes.Step(0.075, 0.13, y) * (1 - Shapes.Step(dome - 0.006, dome + 0.010, y));
        return across * down * (1 - Heart(x, y));
    }

    private double Heart(double x, double y) =>
        Math.Max(
            Shapes.Ellipse(x - 0.545, y - 0.63, plan.Heart, 0.15, 0.06),
            Shapes.Ellipse(x - 0.555, y - 0.335, 0.048, 0.055, 0.12));

    private static double Windpipe(double x, double y) =>
        (1 - Shapes.Step(0.014, 0.026, Math.Abs(x - 0.498))) * (1 - Shapes.Step(0.33, 0.40, y));

    private double Filled(double x, double y)
    {
        var filled = 0.0;
        foreach (var opacity in plan.Opacities)
        {
            var texture = 1 + clouds.Sum(cloud =>
                cloud.Height * Math.Sin((cloud.X * x) + cloud.Phase) * Math.Sin((cloud.Y * y) + cloud.Phase));
            var shape = Shapes.Ellipse(x - opacity.X, y - opacity.Y, opacity.RadiusX, opacity.RadiusY, 0.6);
            filled = Math.Max(filled, opacity.Density * Math.Min(1, shape * texture));
        }
        return Math.Clamp(filled, 0, 1);
    }

    // A vessel grows from the root of the lung outward, each piece thinner than the one before.
    private void Grow(SplitMix64 random, int side, int number)
    {
        var at = (X: 0.5 + (side * 0.085 * plan.Breadth), Y: 0.43 + random.Between(-0.04, 0.05));
        var angle = Math.PI * ((2.0 * number / VesselsPerSide) - 1 + random.Between(-0.08, 0.08)) * 0.62;
        var radius = random.Between(0.0040, 0.0080);
        for (var piece = 0; piece < 5; piece++)
        {
            var length = random.Between(0.025, 0.055);
            var to = (at.X + (side * length * Math.Cos(angle)), at.Y + (length * Math.Sin(angle)));
            Draw(at, to, radius);
            at = to;
            angle += random.Between(-0.45, 0.45);
            radius *= 0.76;
        }
    }

    private void Draw((double X, double Y) from, (double X, double Y) to, double radius)
    {
        var left = (int)((Math.Min(from.X, to.X) - radius) * plan.Width);
        var right = (int)((Math.Max(from.X, to.X) + radius) * plan.Width);
        var top = (int)((Math.Min(from.Y, to.Y) - radius) * plan.Height);
        var bottom = (int)((Math.Max(from.Y, to.Y) + radius) * plan.Height);
        for (var row = Math.Max(0, top); row <= Math.Min(bottom, plan.Height - 1); row++)
            for (var column = Math.Max(0, left); column <= Math.Min(right, plan.Width - 1); column++)
                vessels[(row * plan.Width) + column] += Shapes.Rod(Shapes.Distance(plan.Position(column, row), from, to), radius);
    }
}
