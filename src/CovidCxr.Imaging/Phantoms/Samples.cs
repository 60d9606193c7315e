namespace CovidCxr.Imaging.Phantoms;

/// <summary>The images of <c>samples/</c>.</summary>
public static class Samples
{
    /// <summary>Their plans, in the order of their names.</summary>
    public static IReadOnlyList<PhantomPlan> All { get; } =
    [
        new("phantom-1-clear", "clear lungs", 12)
        {
            Body = PhantomBody.Child, Width = 384, Height = 430, Breadth = 1.06, Heart = 0.163, Diaphragm = 0.723,
        },
        new("phantom-2-clear-narrow", "clear lungs in a narrow chest, a larger heart, a high diaphragm", 12)
        {
            Body = PhantomBody.Child, Width = 360, Height = 336, Breadth = 0.92, Heart = 0.18, Diaphragm = 0.72,
        },
        new("phantom-3-patches", "patches in the outer and lower parts of both lungs", 36)
        {
            Width = 384, Height = 292, Breadth = 1.06, Heart = 0.092, Diaphragm = 0.68,
            Opacities =
            [
                new(0.237, 0.408, 0.075, 0.120, 0.95), new(0.355, 0.655, 0.110, 0.105, 0.79),
                new(0.757, 0.437, 0.091, 0.084, 0.56), new(0.820, 0.720, 0.063, 0.087, 0.73),
            ],
        },
        new("phantom-4-lobe", "one dense lower lobe", 14)
        {
            Width = 384, Height = 328, Breadth = 1.05, Heart = 0.195, Diaphragm = 0.819,
            Opacities = [new(0.354, 0.592, 0.14, 0.14, 0.74)],
        },
        new("phantom-5-inverted", "clear lungs, bones dark instead of bright", 15) { Inverted = true },
    ];
}
