using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary>One reason why a person should read an image.</summary>
internal interface IReferralCheck
{
    /// <summary>The stable word for it in tables and JSON.</summary>
    string Reason { get; }

    /// <summary>Whether it holds.</summary>
    /// <param name="picture">The picture as the network reads it.</param>
    /// <param name="output">What the network says.</param>
    bool Holds(ScaledImage picture, ModelOutput output);
}
