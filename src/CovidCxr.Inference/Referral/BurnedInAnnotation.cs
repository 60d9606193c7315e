using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>burnt-in-annotation</c>: the header says that text is burnt into the picture.</summary>
internal sealed class BurnedInAnnotation : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "burnt-in-annotation";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => image.Header is { HasBurnedInAnnotation: true };
}
