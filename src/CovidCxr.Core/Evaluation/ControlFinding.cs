namespace CovidCxr.Core.Evaluation;

/// <summary>The controls of one finding.</summary>
/// <param name="Finding">The finding as the source writes it.</param>
/// <param name="Images">Its images, at least 1.</param>
/// <param name="CalledCovid19">How many of them were read as COVID-19.</param>
public sealed record ControlFinding(string Finding, int Images, int CalledCovid19);
