using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>Adds normally distributed noise, whose standard deviation is drawn for every image.</summary>
/// <param name="deviation">Largest standard deviation, in gray values of 0 to 1.</param>
public sealed class RandomNoise(double deviation) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        var sigma = random.Between(0, deviation);
        foreach (ref var pixel in image.Pixels.AsSpan())
            pixel += sigma * random.NextNormal();
        return image;
    }
}
