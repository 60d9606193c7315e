using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary>One reason why a person should read an image.</summary>
internal interface IReferralCheck
{
    /// <summary>The stable word for the reason in tables and JSON.</summary>
    string Reason { get; }

    /// <summary>Whether the reason applies to an image.</summary>
    /// <param name="image">The image at the network's input size.</param>
    /// <param name="output">The network's output for it.</param>
    bool Applies(ScaledImage image, ModelOutput output);
}
