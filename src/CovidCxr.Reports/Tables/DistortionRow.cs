using CovidCxr.Core.Metrics;
using CovidCxr.Imaging.Perturbations;

namespace CovidCxr.Reports.Tables;

/// <summary>How the validation part was read as it is, or under one distortion.</summary>
/// <param name="Name">The distortion's key; <c>none</c> for the images as they are.</param>
/// <param name="Meaning">What was done, for people.</param>
/// <param name="Confusion">What was read as what.</param>
internal sealed record DistortionRow(string Name, string Meaning, ConfusionMatrix Confusion)
{
    /// <summary>The rows of a report, the images as they are first; none where nothing was distorted, or there is no validation part.</summary>
    public static IReadOnlyList<DistortionRow> Of(EvaluationInput input) => input.Distorted.Count == 0 || input.Val.Count == 0
        ? []
        :
        [
            new DistortionRow("none", "as it is", new ConfusionMatrix(input.Val)),
            .. input.Distorted.Select(d => new DistortionRow(d.Distortion.Name, d.Distortion.Meaning, new ConfusionMatrix(d.Images))),
        ];
}
