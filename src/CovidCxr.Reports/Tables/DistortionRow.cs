using CovidCxr.Core.Metrics;

namespace CovidCxr.Reports.Tables;

/// <summary>Results on the validation split, unchanged or under one distortion.</summary>
/// <param name="Name">The distortion's key; <c>none</c> for the unchanged images.</param>
/// <param name="Meaning">The distortion in words.</param>
/// <param name="Confusion">The confusion matrix.</param>
internal sealed record DistortionRow(string Name, string Meaning, ConfusionMatrix Confusion)
{
    /// <summary>The rows of a report, the unchanged images first; empty if nothing was distorted or the split was not scored.</summary>
    public static IReadOnlyList<DistortionRow> Of(EvaluationInput input) => input.Distorted.Count == 0 || input.Val.Count == 0
        ? []
        :
        [
            new DistortionRow("none", "as it is", new ConfusionMatrix(input.Val)),
            .. input.Distorted.Select(d => new DistortionRow(d.Distortion.Name, d.Distortion.Meaning, new ConfusionMatrix(d.Images))),
        ];
}
