using System.Numerics.Tensors;
using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>
/// Multiplies the distance of all pixels from the image's mean by one factor, without clipping, as <c>tf.image.random_contrast</c>.
/// </summary>
/// <param name="low">Lowest factor.</param>
/// <param name="high">Highest factor.</param>
public sealed class RandomContrast(double low, double high) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        var factor = random.Between(low, high);
        var mean = TensorPrimitives.Sum<float>(image.Pixels) / image.Pixels.Length;
        TensorPrimitives.Multiply(image.Pixels, factor, image.Pixels);
        TensorPrimitives.Add(image.Pixels, mean * (1 - factor), image.Pixels);
        return image;
    }
}
