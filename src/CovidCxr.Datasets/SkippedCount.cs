using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets;

/// <summary>How many rows or files of one collection were not usable for one reason.</summary>
/// <param name="Source">The collection's short name.</param>
/// <param name="Reason">One of <see cref="Sources.SkipReason"/>'s.</param>
/// <param name="Files">Rows or files.</param>
public sealed record SkippedCount(string Source, string Reason, int Files);
