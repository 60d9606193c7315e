using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>Replaces one rectangle in half of the images by one gray (random erasing, Zhong et al. 2017).</summary>
/// <param name="largestArea">Largest part of the image's area, 0 to 0.9.</param>
public sealed class RandomErasing(double largestArea) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        var erase = random.NextSingle() < 0.5f;
        var area = random.Between(0.02, Math.Max(0.02, largestArea)) * image.Width * image.Height;
        var aspect = MathF.Exp(random.Between(-1, 1));
        var width = Math.Clamp((int)MathF.Sqrt(area * aspect), 1, image.Width);
        var height = Math.Clamp((int)MathF.Sqrt(area / aspect), 1, image.Height);
        var left = random.Below(image.Width - width + 1);
        var top = random.Below(image.Height - height + 1);
        var gray = random.NextSingle();
        if (erase)
            for (var y = top; y < top + height; y++)
                image.Pixels.AsSpan((y * image.Width) + left, width).Fill(gray);
        return image;
    }
}
