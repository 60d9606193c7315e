using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary>
/// <c>not-a-chest-x-ray</c>: what a look at the gray values alone can tell. Documents, drawings, textures, most photographs and even
/// pictures are found; another part of the body, or anything else that is dark left and right and bright between, is not.
/// </summary>
/// <remarks>
/// Every limit lies beyond all 561 validation images: none of them is called so, nor any of the 112 controls. How many pictures that show no
/// chest are: results/referral.csv.
/// </remarks>
internal sealed class NotChestXRay : IReferralCheck
{
    // Validation: 0.13 and above (median 0.54); no chest: median -0.04.
    private const double LowestLikeness = 0.1;

    // Bits. Validation: 2.8 and above (median 4.4); line art, blank pages and even pictures: 0 to 2.4.
    private const double LowestEntropy = 2.5;

    // At 128 pixels a side; in a smaller picture of the same the steps are steeper. Validation: up to 0.23 (median 0.10); grass, gravel, print: 0.3 to 0.8.
    private const double HighestRoughness = 0.3;
    private const double RoughnessSide = 128;

    // Longer side over shorter. Validation: up to 1.4; the widest training image 2.2.
    private const double HighestAspect = 2.5;

    /// <inheritdoc/>
    public string Reason => "not-a-chest-x-ray";

    /// <inheritdoc/>
    public bool Holds(ScaledImage picture, ModelOutput output)
    {
        var (width, height) = (picture.Original.Width, picture.Original.Height);
        if (Math.Max(width, height) > HighestAspect * Math.Min(width, height))
            return true;
        if (GrayValues.Entropy(picture.Pixels) < LowestEntropy || GrayValues.Roughness(picture.Pixels, picture.Side) > HighestRoughness * RoughnessSide / picture.Side)
            return true;
        // One that is the wrong way round has a reason of its own.
        var likeness = ChestPattern.DetailCorrelation(picture.Pixels, picture.Side);
        return likeness < LowestLikeness && likeness > Inverted.HighestLikeness;
    }
}
