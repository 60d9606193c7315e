using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>other-body-part</c>: the header names a body part other than the chest.</summary>
internal sealed class OtherBodyPart : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "other-body-part";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => image.Header is { IsOtherBodyPart: true };
}
