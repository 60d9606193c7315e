using CovidCxr.Core;

namespace CovidCxr.Imaging.Phantoms;

/// <summary>What to draw.</summary>
/// <param name="Name">Of the file, without its ending.</param>
/// <param name="About">What the picture shows, one line.</param>
/// <param name="Seed">Of vessels, grain and the unevenness of opacities.</param>
public sealed record PhantomPlan(string Name, string About, int Seed)
{
    /// <summary>Pixels in a row; default 384.</summary>
    public int Width { get; init; } = 384;

    /// <summary>Rows; default 416.</summary>
    public int Height { get; init; } = 416;

    /// <summary>Breadth of the chest against the usual one; default 1.</summary>
    public double Breadth { get; init; } = 1;

    /// <summary>Breadth of the heart, part of the picture's width; default 0.15.</summary>
    public double Heart { get; init; } = 0.15;

    /// <summary>How high the diaphragm stands, part of the picture's height from the top; default 0.76.</summary>
    public double Diaphragm { get; init; } = 0.76;

    /// <summary>Opacities in the lungs; default none.</summary>
    public IReadOnlyList<Opacity> Opacities { get; init; } = [];

    /// <summary>Whether bones are dark and lungs bright; default no.</summary>
    public bool Inverted { get; init; }

    /// <summary>The middle of a pixel, parts of the width from the left and of the height from the top.</summary>
    internal (double X, double Y) Place(int column, int row) => ((column + 0.5) / Width, (row + 0.5) / Height);

    /// <summary>The picture's own random numbers; <paramref name="stream"/> keeps those of its layers apart.</summary>
    internal SplitMix64 Noise(int stream) => new((ulong)(Seed + stream) * 0x9E3779B97F4A7C15);
}

/// <summary>A part of a drawn lung that lets less through: a soft, uneven ellipse.</summary>
/// <param name="X">Its middle, part of the picture's width.</param>
/// <param name="Y">Its middle, part of the picture's height.</param>
/// <param name="RadiusX">Part of the picture's width.</param>
/// <param name="RadiusY">Part of the picture's height.</param>
/// <param name="Density">How much of the air it fills, 0 to 1.</param>
public sealed record Opacity(double X, double Y, double RadiusX, double RadiusY, double Density);
