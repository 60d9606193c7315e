using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>inverted</c>: bones dark and lungs bright, the gray values the wrong way round.</summary>
/// <remarks>
/// The likeness to a chest of an inverted picture is that of the picture with the other sign. No validation image, control or adult training
/// image is called inverted; inverted, 557 of the 561 validation images are. A picture that shows no chest may be called so too.
/// </remarks>
internal sealed class Inverted : IReferralCheck
{
    /// <summary>The likeness to a chest (<see cref="ChestPattern"/>) at or below which a picture is inverted. Validation: 0.13 and above.</summary>
    internal const double HighestLikeness = -0.2;

    /// <inheritdoc/>
    public string Reason => "inverted";

    /// <inheritdoc/>
    public bool Holds(ScaledImage picture, ModelOutput output) => ChestPattern.DetailCorrelation(picture.Pixels, picture.Side) <= HighestLikeness;
}
