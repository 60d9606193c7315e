using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>for-processing</c>: the picture holds a detector's raw values (FOR PROCESSING).</summary>
internal sealed class ForProcessing : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "for-processing";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => image.Header is { IsForProcessing: true };
}
