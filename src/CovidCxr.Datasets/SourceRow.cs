namespace CovidCxr.Datasets;

/// <summary>One collection in the source x class table; removed images are not counted.</summary>
/// <param name="Source">The collection's short name, or <c>sum</c>.</param>
/// <param name="Covid19">COVID-19 images in train, val and test.</param>
/// <param name="Normal">Normal images in train, val and test.</param>
/// <param name="Pneumonia">Pneumonia images in train, val and test.</param>
/// <param name="Controls">Control images.</param>
public sealed record SourceRow(string Source, int Covid19, int Normal, int Pneumonia, int Controls);
