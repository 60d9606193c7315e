using System.Numerics.Tensors;
using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>Adds one random value to all pixels, without clipping, as <c>tf.image.random_brightness</c>.</summary>
/// <param name="delta">Largest absolute value.</param>
public sealed class RandomBrightness(double delta) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        TensorPrimitives.Add(image.Pixels, random.Between(-delta, delta), image.Pixels);
        return image;
    }
}
