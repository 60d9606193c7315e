using CovidCxr.Core;
using CovidCxr.Imaging.Resizing;

namespace CovidCxr.Training.Augmentations;

/// <summary>Brings the whole picture to a square of one size, bilinear with pixel centers aligned (as tf.image.resize).</summary>
/// <param name="size">Its side, pixels.</param>
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
