using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;

namespace CovidCxr.Imaging.Codecs;

/// <summary>A picture brought to the size that a network reads, and what is left to know of the original.</summary>
/// <param name="Pixels">[side, side], gray, row by row from the top, 0 black to 255 white.</param>
/// <param name="Side">Pixels in a row, and rows.</param>
/// <param name="Original">The picture's own size, as it is seen.</param>
/// <param name="Color">Share of its pixels, 0 to 1, that are clearly not gray (<see cref="Rgb.Colored"/>).</param>
public sealed record ScaledImage(byte[] Pixels, int Side, ImageSize Original, double Color);
