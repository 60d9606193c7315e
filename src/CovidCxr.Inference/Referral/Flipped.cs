using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>flipped</c>: the header says that the picture is mirrored, upside down or turned.</summary>
internal sealed class Flipped : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "flipped";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => image.Header is { IsFlipped: true };
}
