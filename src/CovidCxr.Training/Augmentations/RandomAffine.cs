using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;

namespace CovidCxr.Training.Augmentations;

/// <summary>Stretches, resizes, rotates and shifts about the center, bilinear; what comes from outside repeats the nearest border pixel.</summary>
/// <param name="degrees">Largest rotation to either side.</param>
/// <param name="zoomLow">Smallest factor of the size.</param>
/// <param name="zoomHigh">Largest factor of the size.</param>
/// <param name="stretch">Largest factor by which the width grows against the height, or the height against the width; 1 for none.</param>
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

        // The inverse map: from a pixel of the result to the place it comes from.
        var (sin, cos) = MathF.SinCos(angle);
        var (wide, high) = (zoom * aspect, zoom / aspect);
        var (stepX, stepY) = (cos / wide, -sin / high); // in the source, for one pixel to the right in the result
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
