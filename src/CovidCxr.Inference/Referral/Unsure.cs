using CovidCxr.Core.Images;
using CovidCxr.Core.Models;

namespace CovidCxr.Inference.Referral;

/// <summary><c>unsure</c>: no probability is high, or the image passes none of the model's operating points.</summary>
/// <param name="points">The model's operating points; without any, only the probability counts.</param>
/// <remarks>
/// At 0.7 the paper's network (three seeds, validation) refers 12 to 16 % of the images; of those it has a quarter wrong (25 to 29 %), of the
/// others 1 to 3 %. A higher limit refers mostly what is right.
/// </remarks>
internal sealed class Unsure(IReadOnlyList<OperatingPoint> points) : IReferralCheck
{
    private const double LowestProbability = 0.7;

    /// <inheritdoc/>
    public string Reason => "unsure";

    /// <inheritdoc/>
    public bool Holds(ScaledPicture picture, ModelOutput output) =>
        output.Probabilities.Max() < LowestProbability
        || (points.Count > 0 && !points.Any(point => output.Probabilities[(int)point.Finding] >= point.Threshold));
}
