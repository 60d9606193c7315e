using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Paper;

/// <summary>One figure of the paper beside this run's: a row of the table that a command prints.</summary>
/// <param name="Name">What is measured, for example <c>test accuracy</c>.</param>
/// <param name="Source">Where the paper has it, for example <c>table 3</c>; empty where the paper has no such figure.</param>
/// <param name="Paper">The paper's value; null where it has none.</param>
/// <param name="Run">This run's value; null where it is not defined or was not measured.</param>
/// <param name="Interval">The 95 % interval of this run's value; null where there is none.</param>
public sealed record Comparison(string Name, string Source, double? Paper, double? Run, Interval? Interval);
