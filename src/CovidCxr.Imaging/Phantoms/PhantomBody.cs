namespace CovidCxr.Imaging.Phantoms;

/// <summary>
/// How strongly the parts of a drawn body absorb, and how the film answers. Thicknesses are relative to each other; only how they show on
/// the film counts.
/// </summary>
internal sealed record PhantomBody
{
    /// <summary>A grown body: dark, clear lungs, thick in the middle.</summary>
    public static PhantomBody Adult { get; } = new()
    {
        Trunk = 1.1584,
        Middle = 0.4536,
        Abdomen = 0.5876,
        Sides = 0.3382,
        Air = 0.7833,
        Vessels = 0.4588,
        Ribs = 0.1944,
        Spine = 0.5338,
        Clavicles = 0.7346,
        Blades = 0.1569,
        FilmBlack = 0.05,
        FilmRange = 0.74,
        FilmDensity = 0.7258,
        Grain = 0.036,
    };

    /// <summary>A slight body: thin all over, with little air and bones that stand out.</summary>
    public static PhantomBody Child { get; } = new()
    {
        Trunk = 0.5769,
        Middle = 0.2963,
        Abdomen = 0.6086,
        Sides = 0.6633,
        Air = 0.2996,
        Vessels = 0.2334,
        Ribs = 0.1944,
        Spine = 0.4235,
        Clavicles = 1.0492,
        Blades = 0.1583,
        FilmBlack = 0.05,
        FilmRange = 0.85,
        FilmDensity = 0.7882,
        Grain = 0.050,
    };

    /// <summary>Soft tissue everywhere.</summary>
    public required double Trunk { get; init; }

    /// <summary>Heart and great vessels, added in the middle.</summary>
    public required double Middle { get; init; }

    /// <summary>Added below the diaphragm.</summary>
    public required double Abdomen { get; init; }

    /// <summary>Taken away toward the sides.</summary>
    public required double Sides { get; init; }

    /// <summary>Taken away by the air of a lung.</summary>
    public required double Air { get; init; }

    /// <summary>The part of the air that a vessel fills, 0 to 1.</summary>
    public required double Vessels { get; init; }

    /// <summary>Added by a rib.</summary>
    public required double Ribs { get; init; }

    /// <summary>Added by the spine.</summary>
    public required double Spine { get; init; }

    /// <summary>Added by a clavicle.</summary>
    public required double Clavicles { get; init; }

    /// <summary>Added by a shoulder blade.</summary>
    public required double Blades { get; init; }

    /// <summary>The film where nothing absorbs, 0 black to 1 white.</summary>
    public required double FilmBlack { get; init; }

    /// <summary>How much brighter the film can become, 0 to 1 less <see cref="FilmBlack"/>.</summary>
    public required double FilmRange { get; init; }

    /// <summary>How soon the film saturates.</summary>
    public required double FilmDensity { get; init; }

    /// <summary>The standard deviation of the film's grain, as a part of white.</summary>
    public required double Grain { get; init; }
}
