namespace CovidCxr.Core;

/// <summary>A threshold for one finding, chosen on validation: an image at or above it is called positive.</summary>
/// <param name="Name">The goal that it was chosen for: <c>sensitivity 0.95</c> or <c>specificity 0.95</c>.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Threshold">Calibrated probability, 0 to 1.</param>
/// <param name="Sensitivity">On validation, 0 to 1.</param>
/// <param name="Specificity">On validation, 0 to 1.</param>
public sealed record OperatingPoint(string Name, Finding Finding, double Threshold, double Sensitivity, double Specificity)
{
    /// <summary>Whether an image reaches the threshold and is called positive.</summary>
    /// <param name="probabilities">[3], calibrated, in the order of <see cref="Findings.All"/>.</param>
    public bool IsReachedBy(IReadOnlyList<float> probabilities) => probabilities[(int)Finding] >= Threshold;
}
