namespace CovidCxr.Core;

/// <summary>An operating point that an image passes: its probability of the finding is at or above the point's threshold.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Name">What the threshold was chosen for: <c>sensitivity 0.95</c> or <c>specificity 0.95</c>.</param>
public sealed record PassedPoint(Finding Finding, string Name);
