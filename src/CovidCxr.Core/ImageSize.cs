namespace CovidCxr.Core;

/// <summary>A picture's size as it is seen, after its EXIF rotation.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
public readonly record struct ImageSize(int Width, int Height);
