using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>Flips an image left to right.</summary>
/// <param name="probability">Probability of a flip, 0 to 1.</param>
public sealed class RandomFlip(double probability) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        if (random.NextSingle() < probability)
            for (var y = 0; y < image.Height; y++)
                image.Pixels.AsSpan(y * image.Width, image.Width).Reverse();
        return image;
    }
}
