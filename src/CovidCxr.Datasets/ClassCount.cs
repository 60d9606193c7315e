namespace CovidCxr.Datasets;

/// <summary>How many images of one class a split holds.</summary>
/// <param name="Split">The split.</param>
/// <param name="Class">A class of the paper; among controls the source's finding.</param>
/// <param name="Images">Images.</param>
/// <param name="Groups">Patient groups with at least one such image.</param>
public sealed record ClassCount(DatasetSplit Split, string Class, int Images, int Groups);
