using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>A square piece from anywhere in the picture.</summary>
/// <param name="size">Its side, pixels, no more than the picture's.</param>
public sealed class RandomCrop(int size) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        var left = random.Below(image.Width - size + 1);
        var top = random.Below(image.Height - size + 1);
        var piece = new GrayImage(size, size);
        for (var y = 0; y < size; y++)
            image.Pixels.AsSpan(((top + y) * image.Width) + left, size).CopyTo(piece.Pixels.AsSpan(y * size, size));
        return piece;
    }
}
