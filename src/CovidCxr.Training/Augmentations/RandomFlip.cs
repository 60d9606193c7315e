using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>Left-right flip.</summary>
/// <param name="probability">0 to 1.</param>
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
