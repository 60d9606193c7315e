using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;

namespace CovidCxr.Training.Augmentations;

/// <summary>
/// Stretches, scales, rotates about the center and shifts, with bilinear interpolation; pixels from outside repeat the nearest border
/// pixel.
/// </summary>
/// <param name="degrees">Largest rotation to either side.</param>
/// <param name="zoomLow">Smallest factor of the size, above 0.</param>
/// <param name="zoomHigh">Largest factor of the size.</param>
/// <param name="stretch">Largest factor by which the width is stretched against the height, or the reverse; 1 for none.</param>
/// <param name="shift">Largest shift in each direction, as a part of the side.</param>
public sealed class RandomAffine(double degrees, double zoomLow, double zoomHigh, double stretch, double shift) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        var angle = random.Between(-degrees, degrees) * MathF.PI / 180;
        var zoom = MathF.Exp(random.Between(Math.Log(zoomLow), Math.Log(zoomHigh)));
        var aspect = MathF.Exp(random.Between(-0.5 * Math.Log(stretch), 0.5 * Math.Log(stretch)));
        var shiftX = random.Between(-shift, shift) * image.Width;
        var shiftY = random.Between(-shift, shift) * image.Height;

        // The inverse map, from a pixel of the result to its position in the source.
        var (sin, cos) = MathF.SinCos(angle);
        var (wide, high) = (zoom * aspect, zoom / aspect);
        var (stepX, stepY) = (cos / wide, -sin / high); // change of the position from one pixel to the next
        var (centerX, centerY) = ((image.Width - 1) / 2f, (image.Height - 1) / 2f);
        var result = new GrayImage(image.Width, image.Height);
        for (var y = 0; y < image.Height; y++)
        {
            var fromCenterY = y - centerY - shiftY;
            var fromCenterX = -centerX - shiftX;
            var sourceX = centerX + (((fromCenterX * cos) + (fromCenterY * sin)) / wide);
            var sourceY = centerY + (((fromCenterY * cos) - (fromCenterX * sin)) / high);
            for (var x = 0; x < image.Width; x++, sourceX += stepX, sourceY += stepY)
                result.Pixels[(y * image.Width) + x] = Bilinear.At(image, sourceX, sourceY);
        }
        return result;
    }
}
