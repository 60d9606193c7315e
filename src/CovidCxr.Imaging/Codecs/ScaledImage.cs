using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;

namespace CovidCxr.Imaging.Codecs;

/// <summary>An image scaled to the square that a network reads, with facts about the original.</summary>
/// <param name="Pixels">[side, side], gray, row by row from the top, 0 black to 255 white.</param>
/// <param name="Side">Pixels in a row, and rows.</param>
/// <param name="Original">The original's size, as it is seen.</param>
/// <param name="ColoredShare">Share of the original's pixels, 0 to 1, that are clearly not gray (<see cref="Rgb.IsColored"/>).</param>
public sealed record ScaledImage(byte[] Pixels, int Side, ImageSize Original, double ColoredShare)
{
    /// <summary>How the file's numbers became gray values.</summary>
    public ImageReading Reading { get; init; } = ImageReading.EightBit;

    /// <summary>What the file's header says against a prediction; null for formats without such a header.</summary>
    public XRayHeader? Header { get; init; }
}
