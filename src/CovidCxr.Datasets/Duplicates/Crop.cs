namespace CovidCxr.Datasets.Duplicates;

/// <summary>A part of an image, given by what is cut off at each side as a fraction of the width or height.</summary>
internal readonly record struct Crop(double Left, double Top, double Right, double Bottom)
{
    // Copies in the real collections are cut by up to a tenth; the hash still matches half a step beside its crop.
    private static readonly double[] Cuts = [0, 0.04, 0.08];

    /// <summary>The whole image.</summary>
    public static Crop Whole { get; } = new(0, 0, 0, 0);

    /// <summary>81 crops: each side cut by 0, 4 or 8 %; the first is <see cref="Whole"/>.</summary>
    public static IReadOnlyList<Crop> Grid { get; } =
        [.. from left in Cuts from right in Cuts from top in Cuts from bottom in Cuts select new Crop(left, top, right, bottom)];

    /// <summary>The crops that differ at one side by one step and do not reach outside the image.</summary>
    public IEnumerable<Crop> Neighbors(double step)
    {
        var crop = this;
        return new[] { -step, step }.SelectMany(change => new[]
        {
            crop with { Left = crop.Left + change },
            crop with { Top = crop.Top + change },
            crop with { Right = crop.Right + change },
            crop with { Bottom = crop.Bottom + change },
        }).Where(next => Math.Min(Math.Min(next.Left, next.Top), Math.Min(next.Right, next.Bottom)) >= 0);
    }
}
