using System.Runtime.CompilerServices;
using CovidCxr.Core;

namespace CovidCxr.Imaging.Resizing;

/// <summary>Bilinear interpolation between pixels.</summary>
public static class Bilinear
{
    /// <summary>The value at a position between pixel centers; outside the image, that of the nearest border pixel.</summary>
    /// <param name="image">The image.</param>
    /// <param name="x">Pixels from the center of the first column.</param>
    /// <param name="y">Pixels from the center of the first row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float At(GrayImage image, float x, float y)
    {
        x = Math.Clamp(x, 0, image.Width - 1);
        y = Math.Clamp(y, 0, image.Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, image.Width - 1), Math.Min(top + 1, image.Height - 1));
        var (partX, partY) = (x - left, y - top);
        var above = image[left, top] + (partX * (image[right, top] - image[left, top]));
        var below = image[left, bottom] + (partX * (image[right, bottom] - image[left, bottom]));
        return above + (partY * (below - above));
    }
}
