using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>age-outside-training</c>: the header gives an age of which the model has seen few images or none.</summary>
/// <param name="classifier">The network, whose card counts its training images by age.</param>
internal sealed class OutsideTrainingAges(IClassifier classifier) : IReferralCheck
{
    /// <inheritdoc/>
    public string Reason => "age-outside-training";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) => image.Header?.Age is { } age && !classifier.CoversAge(age);
}
