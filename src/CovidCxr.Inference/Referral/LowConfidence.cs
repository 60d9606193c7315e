using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Referral;

/// <summary><c>unsure</c>: no probability is high, or the image passes none of the model's operating points.</summary>
/// <param name="points">The model's operating points; without any, only the probability counts.</param>
/// <remarks>
/// At 0.7 the shipped model refers 20 of the 561 validation images, of which it has 10 wrong; of the other 541 it has 18 wrong. At 0.8 it would refer
/// 27 (12 wrong), at 0.9 40 (15 wrong): mostly what is right. The paper's network, three seeds, refers 12 to 16 % at 0.7 and has a quarter
/// of them wrong, of the others 1 to 3 %. Some wrong answers are given with certainty; no limit finds those.
/// </remarks>
internal sealed class LowConfidence(IReadOnlyList<OperatingPoint> points) : IReferralCheck
{
    private const double LowestProbability = 0.7;

    /// <inheritdoc/>
    public string Reason => "unsure";

    /// <inheritdoc/>
    public bool Holds(ScaledImage picture, ModelOutput output) =>
        output.Probabilities.Max() < LowestProbability
        || (points.Count > 0 && !points.Any(point => point.IsPassedBy(output.Probabilities)));
}
