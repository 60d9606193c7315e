using CovidCxr.Core;
using CovidCxr.Imaging.Files;

namespace CovidCxr.Datasets.Sources;

/// <summary>A folder with the layout of a collection.</summary>
/// <param name="Source">The collection.</param>
/// <param name="Folder">The folder.</param>
internal sealed record CollectionCopy(ISource Source, string Folder);

/// <summary>Searches a folder, and those inside it, for collections: each real folder once, whatever links lead there.</summary>
internal sealed class CollectionSearch
{
    // A download unpacks into a folder of its own, and an archive may hold one more.
    private const int Depth = 2;

    private readonly IReadOnlyList<IPublicSource> sources;
    private readonly string root;
    private readonly List<CollectionCopy> copies = [];
    private readonly List<string> notes = [];
    private readonly HashSet<string> visited = new(StringComparer.Ordinal);

    private CollectionSearch(IReadOnlyList<IPublicSource> sources, string root) => (this.sources, this.root) = (sources, root);

    /// <summary>All copies of all collections, in the order of the folders' names.</summary>
    public IReadOnlyList<CollectionCopy> Copies => copies;

    /// <summary>What the user should know, one line each.</summary>
    public IReadOnlyList<string> Notes => notes;

    /// <summary>Searches a folder.</summary>
    /// <exception cref="InputException">The table of a collection cannot be read.</exception>
    /// <exception cref="IOException">A folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder cannot be listed.</exception>
    public static CollectionSearch In(string folder, IReadOnlyList<IPublicSource> sources)
    {
        var search = new CollectionSearch(sources, folder);
        search.Look(folder, Depth);
        return search;
    }

    private static bool IsRecognized(IPublicSource source, string folder)
    {
        try
        {
            return source.Recognizes(folder);
        }
        catch (InputException)
        {
            return true;
        }
    }

    private void Look(string folder, int depth)
    {
        var real = RealPath.Of(folder);
        if (!visited.Add(real))
            return;
        if (sources.FirstOrDefault(source => source.Recognizes(folder)) is { } match)
        {
            copies.Add(new CollectionCopy(match, folder));
            return;
        }

        // A known collection that was not asked for is passed by without a word, whatever its state.
        if (SourceCatalog.All.Except(sources).Any(other => IsRecognized(other, folder)))
            return;
        if (File.Exists(MetadataTable.PathIn(folder)))
            notes.Add($"{Path.GetRelativePath(root, MetadataTable.PathIn(folder)).Replace('\\', '/')} "
                + "is not the table of a known collection and was not read");
        if (depth == 0)
            return;
        // Links come last, so that a folder keeps its own name.
        foreach (var inner in new DirectoryInfo(folder).EnumerateDirectories()
            .Where(inner => !IgnoredNames.Contains(inner.Name))
            .OrderBy(inner => inner.LinkTarget is not null)
            .ThenBy(inner => inner.Name, StringComparer.Ordinal))
        {
            // A link to a folder above would bring in everything beside the folder that the user named.
            if (inner.LinkTarget is null || !RealPath.IsIn(real, RealPath.Of(inner.FullName)))
                Look(inner.FullName, depth - 1);
        }
    }
}
