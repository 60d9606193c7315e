using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>unsure</c>: no probability is high, or the image reaches none of the model's operating points.</summary>
/// <param name="points">The model's operating points; if it has none, only the probability counts.</param>
internal sealed class LowConfidence(IReadOnlyList<OperatingPoint> points) : IReferralCheck
{
    // The shipped model refers 65 of the 1,006 validation images and has 29 of those wrong (results/referral.csv, docs/predict.md).
    private const double LowestProbability = 0.7;

    /// <inheritdoc/>
    public string Reason => "unsure";

    /// <inheritdoc/>
    public bool Applies(ScaledImage image, ModelOutput output) =>
        output.Probabilities.Max() < LowestProbability
        || (points.Count > 0 && !points.Any(point => point.IsReachedBy(output.Probabilities)));
}
