using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary>All reasons to refer, in the order in which they are told.</summary>
internal sealed class ReferralChecks
{
    private readonly IReadOnlyList<IReferralCheck> checks;

    /// <param name="classifier">The model, whose limits some of them use.</param>
    public ReferralChecks(IClassifier classifier) => checks =
    [
        new LowConfidence(classifier.OperatingPoints),
        new OutOfDistribution(classifier.NoveltyLimit),
        new NotChestXRay(),
        new TooSmall(),
        new Inverted(),
        new ColorPhotograph(),
    ];

    /// <summary>The words of those that hold for an image; empty where no person needs to look.</summary>
    /// <param name="picture">The picture as the network reads it.</param>
    /// <param name="output">What the network says.</param>
    public IReadOnlyList<string> ReasonsFor(ScaledImage picture, ModelOutput output) =>
        [.. checks.Where(check => check.Holds(picture, output)).Select(check => check.Reason)];
}
