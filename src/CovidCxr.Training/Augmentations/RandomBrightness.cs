using System.Numerics.Tensors;
using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>Adds one value to every pixel; nothing is clipped, as in tf.image.random_brightness.</summary>
/// <param name="delta">The value lies from -delta to delta.</param>
public sealed class RandomBrightness(double delta) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        TensorPrimitives.Add(image.Pixels, random.Between(-delta, delta), image.Pixels);
        return image;
    }
}
