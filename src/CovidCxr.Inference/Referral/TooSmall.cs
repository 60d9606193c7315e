using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary>
/// <c>too-small</c>: a side of the image has fewer pixels than the network's input, so that the network reads interpolated pixels.
/// </summary>
internal sealed class TooSmall : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "too-small";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => Math.Min(image.Original.Width, image.Original.Height) < image.Side;
}
