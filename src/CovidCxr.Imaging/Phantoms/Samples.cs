namespace CovidCxr.Imaging.Phantoms;

/// <summary>The images of <c>samples/</c>.</summary>
public static class Samples
{
    /// <summary>Their plans, in the order of their names.</summary>
    public static IReadOnlyList<PhantomPlan> All { get; } =
    [
        new("phantom-1-clear", "clear lungs", 11),
        new("phantom-2-clear-narrow", "clear lungs in a narrow chest, a larger heart, a high diaphragm", 12)
        {
            Width = 360, Height = 336, Breadth = 0.92, Heart = 0.18, Diaphragm = 0.72,
        },
        new("phantom-3-patches", "patches in the outer and lower parts of both lungs", 13)
        {
            Opacities =
            [
                new(0.235, 0.58, 0.075, 0.10, 0.95), new(0.30, 0.68, 0.08, 0.06, 0.8), new(0.25, 0.40, 0.05, 0.06, 0.65),
                new(0.77, 0.55, 0.07, 0.11, 0.9), new(0.735, 0.68, 0.06, 0.06, 0.85), new(0.72, 0.36, 0.045, 0.05, 0.6),
            ],
        },
        new("phantom-4-lobe", "one dense lower lobe", 14) { Opacities = [new(0.33, 0.64, 0.12, 0.09, 0.95)] },
        new("phantom-5-inverted", "clear lungs, bones dark instead of bright", 15) { Inverted = true },
    ];
}
