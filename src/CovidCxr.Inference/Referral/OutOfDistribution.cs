using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>not-like-training-images</c>: the image is farther from the training images than the model's card allows.</summary>
/// <param name="limit">The card's limit, fitted on validation; null if the model does not measure the distance.</param>
internal sealed class OutOfDistribution(double? limit) : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "not-like-training-images";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => output.Novelty > limit; // false if either is null
}
