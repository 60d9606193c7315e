using CovidCxr.Datasets.Splitting;

namespace CovidCxr.Datasets;

/// <summary>How many images were left out after reading for one reason.</summary>
/// <param name="Class">A class of the paper; <c>control</c> for all controls together.</param>
/// <param name="Reason">One of <see cref="RemovalReason"/>'s.</param>
/// <param name="Images">Images.</param>
public sealed record RemovedCount(string Class, string Reason, int Images);
