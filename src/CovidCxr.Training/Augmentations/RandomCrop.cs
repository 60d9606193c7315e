using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>Cuts out a square at a random position.</summary>
/// <param name="size">Side of the square, pixels, at most the image's.</param>
public sealed class RandomCrop(int size) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        var left = random.Below(image.Width - size + 1);
        var top = random.Below(image.Height - size + 1);
        var crop = new GrayImage(size, size);
        for (var y = 0; y < size; y++)
            image.Pixels.AsSpan(((top + y) * image.Width) + left, size).CopyTo(crop.Pixels.AsSpan(y * size, size));
        return crop;
    }
}
