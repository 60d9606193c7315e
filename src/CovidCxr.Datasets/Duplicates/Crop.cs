namespace CovidCxr.Datasets.Duplicates;

/// <summary>A part of a picture: how much is cut off at each side, as a fraction of the width or height.</summary>
internal readonly record struct Crop(double Left, double Top, double Right, double Bottom)
{
    // Copies in the real collections are cut by up to a tenth; the hash still fits half a step beside its frame.
    private static readonly double[] Cuts = [0, 0.04, 0.08];

    /// <summary>The whole picture.</summary>
    public static Crop Whole { get; } = new(0, 0, 0, 0);

    /// <summary>81 frames: each side cut by 0, 4 or 8 %; the first is <see cref="Whole"/>.</summary>
    public static IReadOnlyList<Crop> Grid { get; } =
        [.. from left in Cuts from right in Cuts from top in Cuts from bottom in Cuts select new Crop(left, top, right, bottom)];

    /// <summary>The frames that differ from this one at one side by one step and do not reach outside the picture.</summary>
    public IEnumerable<Crop> Neighbors(double step)
    {
        var frame = this;
        return new[] { -step, step }.SelectMany(change => new[]
        {
            frame with { Left = frame.Left + change },
            frame with { Top = frame.Top + change },
            frame with { Right = frame.Right + change },
            frame with { Bottom = frame.Bottom + change },
        }).Where(next => Math.Min(Math.Min(next.Left, next.Top), Math.Min(next.Right, next.Bottom)) >= 0);
    }
}
