using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;

namespace CovidCxr.Training.Augmentations;

/// <summary>Scales the whole image to a square, bilinear with aligned pixel centers, as <c>tf.image.resize</c>.</summary>
/// <param name="size">Side of the square, pixels.</param>
public sealed class Resize(int size) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        if (image.Width == size && image.Height == size)
            return image;
        var (scaleX, scaleY) = ((float)image.Width / size, (float)image.Height / size);
        var result = new GrayImage(size, size);
        for (var y = 0; y < size; y++)
            for (var x = 0; x < size; x++)
                result[x, y] = Bilinear.At(image, ((x + 0.5f) * scaleX) - 0.5f, ((y + 0.5f) * scaleY) - 0.5f);
        return result;
    }
}
