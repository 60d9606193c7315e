using CovidCxr.Core;
using CovidCxr.Imaging.Perturbations;

namespace CovidCxr.Training.Augmentations;

/// <summary>
/// Blurs or sharpens half of the images: sharpness reveals the device, the export or the original size of an image and says nothing about
/// the lungs.
/// </summary>
/// <param name="strength">
/// Largest part of the way to the blurred image (the mean of 3 x 3 pixels, twice), or the same part away from it, 0 to 1.
/// </param>
public sealed class RandomSharpness(double strength) : ITransform
{
    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        var isChosen = random.NextSingle() < 0.5f;
        var share = random.Between(-strength, strength);
        if (!isChosen)
            return image;
        var blurred = BoxBlur.Mean3x3(BoxBlur.Mean3x3(image));
        for (var i = 0; i < image.Pixels.Length; i++)
            blurred.Pixels[i] = image.Pixels[i] + (share * (blurred.Pixels[i] - image.Pixels[i]));
        return blurred;
    }
}
