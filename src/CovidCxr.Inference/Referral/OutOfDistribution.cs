using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>not-like-training-images</c>: farther from the training images than the model's card allows; never where the model does not measure it.</summary>
/// <param name="limit">The card's limit, fitted on validation; null where there is none.</param>
internal sealed class OutOfDistribution(double? limit) : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "not-like-training-images";

    /// <inheritdoc/>
    public bool Holds(ScaledImage picture, ModelOutput output) => output.Novelty > limit;
}
