using CovidCxr.Core;

namespace CovidCxr.Imaging.Phantoms;

/// <summary>A plan of a phantom: what <see cref="ChestPhantom"/> draws.</summary>
/// <param name="Name">The file's name without its extension.</param>
/// <param name="About">What the image shows, one line.</param>
/// <param name="Seed">The seed of vessels, grain and the texture of opacities.</param>
public sealed record PhantomPlan(string Name, string About, int Seed)
{
    /// <summary>Pixels in a row; default 384.</summary>
    public int Width { get; init; } = 384;

    /// <summary>Rows; default 416.</summary>
    public int Height { get; init; } = 416;

    /// <summary>Breadth of the chest relative to the usual one; default 1.</summary>
    public double Breadth { get; init; } = 1;

    /// <summary>Half the breadth of the heart, as a part of the image's width; default 0.15.</summary>
    public double Heart { get; init; } = 0.15;

    /// <summary>Position of the diaphragm from the top, as a part of the image's height; default 0.76.</summary>
    public double Diaphragm { get; init; } = 0.76;

    /// <summary>How strongly the parts of the body absorb; default <see cref="PhantomBody.Adult"/>.</summary>
    internal PhantomBody Body { get; init; } = PhantomBody.Adult;

    /// <summary>Opacities in the lungs; default none.</summary>
    public IReadOnlyList<Opacity> Opacities { get; init; } = [];

    /// <summary>Whether bones are dark and lungs bright; default false.</summary>
    public bool Inverted { get; init; }

    /// <summary>The center of a pixel: from the left as a part of the width, from the top as a part of the height.</summary>
    internal (double X, double Y) Position(int column, int row) => ((column + 0.5) / Width, (row + 0.5) / Height);

    /// <summary>The image's random numbers; each <paramref name="stream"/> gives unrelated ones.</summary>
    internal SplitMix64 Noise(int stream) => new((ulong)(Seed + stream) * 0x9E3779B97F4A7C15);
}

/// <summary>A part of a drawn lung that absorbs more: a soft, uneven ellipse.</summary>
/// <param name="X">Its center, as a part of the image's width.</param>
/// <param name="Y">Its center, as a part of the image's height.</param>
/// <param name="RadiusX">As a part of the image's width.</param>
/// <param name="RadiusY">As a part of the image's height.</param>
/// <param name="Density">The part of the air that it fills, 0 to 1.</param>
public sealed record Opacity(double X, double Y, double RadiusX, double RadiusY, double Density);
