namespace CovidCxr.Imaging.Phantoms;

/// <summary>A part of a drawn lung that lets less through: a soft, uneven ellipse.</summary>
/// <param name="X">Its middle, part of the picture's width.</param>
/// <param name="Y">Its middle, part of the picture's height.</param>
/// <param name="RadiusX">Part of the picture's width.</param>
/// <param name="RadiusY">Part of the picture's height.</param>
/// <param name="Density">How much of the air it fills, 0 to 1.</param>
public sealed record Opacity(double X, double Y, double RadiusX, double RadiusY, double Density);
