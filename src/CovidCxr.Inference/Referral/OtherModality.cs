using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>other-modality</c>: the header of the DICOM file names a modality other than CR, DX or RG.</summary>
internal sealed class OtherModality : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "other-modality";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => image.Header is { IsOtherModality: true };
}
