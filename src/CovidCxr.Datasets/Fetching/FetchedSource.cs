using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Fetching;

/// <summary>A collection that now lies whole in its folder.</summary>
/// <param name="Source">Which one.</param>
/// <param name="Folder">The folder's path.</param>
/// <param name="Files">The files in it.</param>
/// <param name="WasThere">True where it lay there already and nothing was downloaded.</param>
public sealed record FetchedSource(SourceArchive Source, string Folder, int Files, bool WasThere);
