using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>inverted</c>: bones are dark and lungs bright. An image without a chest may be called so too.</summary>
internal sealed class Inverted : IReferralCheck
{
    /// <summary>
    /// The correlation with <see cref="ChestPattern"/> up to which an image counts as inverted; inverting an image changes its sign.
    /// Validation: at least 0.13, and 557 of the 561 inverted images are found.
    /// </summary>
    internal const double HighestChestCorrelation = -0.2;

    /// <inheritdoc/>
    public string Reason => "inverted";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) =>
        ChestPattern.Correlation(image.Pixels, image.Side) <= HighestChestCorrelation;
}
