using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>lateral-view</c>: the header says that the view is not frontal, or shows one side of the body.</summary>
internal sealed class LateralView : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "lateral-view";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => image.Header is { IsLateral: true };
}
