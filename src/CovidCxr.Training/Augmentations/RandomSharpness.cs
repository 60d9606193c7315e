using CovidCxr.Core;
using CovidCxr.Imaging.Perturbations;

namespace CovidCxr.Training.Augmentations;

/// <summary>
/// Blurs one half of the images or sharpens them: how sharp a picture is says which device, export or size it comes from, and nothing of
/// the lungs.
/// </summary>
/// <param name="strength">Largest part of the way to the blurred picture (the mean of 3 x 3 pixels, twice), or as far away from it, 0 to 1.</param>
public sealed class RandomSharpness(double strength) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        var chosen = random.NextSingle() < 0.5f;
        var way = random.Between(-strength, strength);
        if (!chosen)
            return image;
        var blurred = BoxBlur.Mean3x3(BoxBlur.Mean3x3(image));
        for (var i = 0; i < image.Pixels.Length; i++)
            blurred.Pixels[i] = image.Pixels[i] + (way * (blurred.Pixels[i] - image.Pixels[i]));
        return blurred;
    }
}
