using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>color-photograph</c>: a photograph, perhaps of a film on a light box, or a figure with more color than a mark or an arrow has.</summary>
/// <remarks>
/// Validation images have up to 0.2 % colored pixels, so none is called so; of the 112 controls and 339 adult training images one each, both
/// clearly colored (76 and 49 %). Of the 71 counter-examples of <see cref="NotChestXRay"/>, 41 are.
/// </remarks>
internal sealed class ColorPhotograph : IReferralCheck
{
    private const double HighestShare = 0.05;

    /// <inheritdoc/>
    public string Reason => "colour-photograph";

    /// <inheritdoc/>
    public bool Holds(ScaledImage picture, ModelOutput output) => picture.Color > HighestShare;
}
