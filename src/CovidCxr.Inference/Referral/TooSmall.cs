using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>too-small</c>: a side of the picture has fewer pixels than the network's input, so that it reads pixels that are made up.</summary>
/// <remarks>The smallest validation image has 224 pixels on a side; none is called so at an input of 128.</remarks>
internal sealed class TooSmall : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "too-small";

    /// <inheritdoc/>
    public bool Holds(ScaledImage picture, ModelOutput output) => Math.Min(picture.Original.Width, picture.Original.Height) < picture.Side;
}
