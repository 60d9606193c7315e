using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>Adds normal noise to every pixel; its strength is drawn for each picture.</summary>
/// <param name="deviation">Largest standard deviation, in gray values of 0 to 1.</param>
public sealed class RandomNoise(double deviation) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        var strength = random.Between(0, deviation);
        foreach (ref var pixel in image.Pixels.AsSpan())
            pixel += strength * random.NextNormal();
        return image;
    }
}
