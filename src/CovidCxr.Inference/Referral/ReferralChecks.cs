using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary>All reasons to refer an image to a person, in the order in which they are written.</summary>
internal sealed class ReferralChecks
{
    private readonly IReadOnlyList<IReferralCheck> checks;

    /// <param name="classifier">The network, whose operating points and novelty limit some checks use.</param>
    public ReferralChecks(IClassifier classifier) => checks =
    [
        new LowConfidence(classifier.OperatingPoints),
        new OutOfDistribution(classifier.NoveltyLimit),
        new NotChestXRay(),
        new TooSmall(),
        new Inverted(),
        new ColorPhotograph(),
        .. HeaderStatement.All,
        new OutsideTrainingAges(classifier),
    ];

    /// <summary>The words of the reasons that apply to an image; empty if none does.</summary>
    /// <param name="image">The image at the network's input size.</param>
    /// <param name="output">The network's output for it.</param>
    public IReadOnlyList<string> ReasonsFor(ScaledImage image, ModelOutput output) =>
        [.. checks.Where(check => check.Applies(image, output)).Select(check => check.Reason)];
}
