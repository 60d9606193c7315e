using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary>
/// <c>not-a-chest-x-ray</c>: the size and the gray values alone show that the image is not a chest X-ray. Detects documents, drawings,
/// textures, blank images and most photographs. Misses other parts of the body, and anything else that is bright in the middle and dark
/// on both sides.
/// </summary>
/// <remarks>
/// Every limit lies beyond all 561 validation images of the paper's collections. <c>results/referral.csv</c> counts the images without a
/// chest that are found.
/// </remarks>
internal sealed class NotChestXRay : IReferralCheck
{
    // Validation: at least 0.13.
    private const double LowestChestCorrelation = 0.1;

    // Bits. Validation: at least 2.8; line art and blank images: at most 2.4.
    private const double LowestEntropy = 2.5;

    // At 128 pixels a side; the steps of a smaller version are steeper. Validation: at most 0.23; grass, gravel and print: at least 0.3.
    private const double HighestRoughness = 0.3;
    private const double RoughnessSide = 128;

    // Longer side over shorter side. Validation: at most 1.4; training: at most 2.2.
    private const double HighestAspect = 2.5;

    /// <inheritdoc/>
    public string Reason => "not-a-chest-x-ray";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output)
    {
        var (pixels, side) = (image.Pixels, image.Side);
        var (width, height) = (image.Original.Width, image.Original.Height);
        if (Math.Max(width, height) > HighestAspect * Math.Min(width, height))
            return true;
        if (GrayValues.Entropy(pixels) < LowestEntropy || GrayValues.Roughness(pixels, side) > HighestRoughness * RoughnessSide / side)
            return true;
        // An inverted image has a reason of its own.
        var correlation = ChestPattern.Correlation(pixels, side);
        return correlation < LowestChestCorrelation && correlation > Inverted.HighestChestCorrelation;
    }
}
