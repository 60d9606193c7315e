using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary>
/// <c>colour-photograph</c>: the image has more color than a mark or an arrow would add. Examples are a figure and a photograph of a
/// film on a light box.
/// </summary>
internal sealed class ColorPhotograph : IReferralCheck
{
    // Validation: at most 0.002.
    private const double HighestColoredShare = 0.05;

    /// <inheritdoc/>
    public string Reason => "colour-photograph";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => image.ColoredShare > HighestColoredShare;
}
