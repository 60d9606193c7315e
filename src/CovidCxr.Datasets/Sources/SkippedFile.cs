namespace CovidCxr.Datasets.Sources;

/// <summary>A row or file of a collection that does not become an image of the dataset.</summary>
/// <param name="Source">The collection's short name.</param>
/// <param name="Row">The line of the collection's table, 1 the heading; null for a file that has none.</param>
/// <param name="Original">The file's path inside its collection, with forward slashes; it need not exist.</param>
/// <param name="Reason">One of <see cref="SkipReason"/>'s.</param>
/// <param name="Detail">What exactly was found; may be empty.</param>
public sealed record SkippedFile(string Source, int? Row, string Original, string Reason, string Detail);
