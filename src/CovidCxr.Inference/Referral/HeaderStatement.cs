using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary>A reason that the header of a DICOM file states; a picture without a header never has it.</summary>
/// <param name="reason">The stable word for the reason.</param>
/// <param name="isStated">Whether a header states it.</param>
internal sealed class HeaderStatement(string reason, Func<XRayHeader, bool> isStated) : IReferralCheck
{
    /// <summary>All of them but the age, which depends on the model (<see cref="OutsideTrainingAges"/>).</summary>
    public static IReadOnlyList<HeaderStatement> All { get; } =
    [
        new("other-modality", header => header.IsOtherModality),
        new("lateral-view", header => header.IsLateral),
        new("other-body-part", header => header.IsOtherBodyPart),
        new("flipped", header => header.IsFlipped),
        new("burnt-in-annotation", header => header.HasBurnedInAnnotation),
        new("for-processing", header => header.IsForProcessing),
    ];

    /// <inheritdoc/>
    public string Reason => reason;

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => image.Header is { } header && isStated(header);
}
