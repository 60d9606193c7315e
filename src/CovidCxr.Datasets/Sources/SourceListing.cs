namespace CovidCxr.Datasets.Sources;

/// <summary>What a collection holds: every row and file of it is in one of the two lists.</summary>
/// <param name="Studies">The usable X-rays.</param>
/// <param name="Skipped">The rest, each with its reason.</param>
public sealed record SourceListing(IReadOnlyList<Study> Studies, IReadOnlyList<SkippedFile> Skipped);
