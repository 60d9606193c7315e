using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Datasets.Sources;

/// <summary>The public collections found under one folder.</summary>
public sealed class SourceCatalog
{
    // A download unpacks into a folder of its own, and an archive may hold one more.
    private const int Depth = 2;

    private readonly List<(ISource Source, string Folder)> found;

    private SourceCatalog(IReadOnlyList<ISource> sources, List<(ISource Source, string Folder)> found, IReadOnlyList<string> notes)
    {
        this.found = found;
        Sources = sources;
        Notes = notes;
    }

    /// <summary>All collections that the product knows, in the order in which their images are listed.</summary>
    public static IReadOnlyList<ISource> All { get; } =
    [
        new CohenSource(),
        new Figure1Source(),
        new ActualmedSource(),
        new KermanySource(),
    ];

    /// <summary>The collections that were looked for.</summary>
    public IReadOnlyList<ISource> Sources { get; }

    /// <summary>The short names of the collections that were found.</summary>
    public IReadOnlyList<string> Found => [.. found.Select(copy => copy.Source.Name)];

    /// <summary>The short names of the collections that were not found.</summary>
    public IReadOnlyList<string> Missing => [.. Sources.Select(source => source.Name).Except(Found)];

    /// <summary>Notes for the user about missing collections and second copies, one line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Looks for collections in a folder and in the folders inside it, whatever they are called.</summary>
    /// <param name="folder">The folder that holds the collections, or a collection itself.</param>
    /// <param name="sources">The collections to look for; null for <see cref="All"/>.</param>
    /// <exception cref="InputException">The folder does not exist, cannot be listed or holds no collection.</exception>
    public static SourceCatalog Find(string folder, IReadOnlyList<ISource>? sources = null)
    {
        sources ??= All;
        if (!Directory.Exists(folder))
            throw new InputException($"--sources {folder}: is not an existing folder; {LookFor(sources)}");
        var copies = new List<(ISource Source, string Folder)>();
        try
        {
            Look(Path.GetFullPath(folder), Depth, sources, copies);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw CannotList($"--sources {folder}", e);
        }

        if (copies.Count == 0)
            throw new InputException($"--sources {folder}: holds none of the collections; {LookFor(sources)}");
        var (found, notes) = FirstCopies(folder, sources, copies);
        return new SourceCatalog(sources, found, notes);
    }

    /// <summary>Lists all collections, each in a stable order that does not depend on the file system.</summary>
    /// <exception cref="InputException">A collection's table or folders cannot be read.</exception>
    public SourceListing Read(CancellationToken cancel)
    {
        var images = new List<SourceImage>();
        var skipped = new List<SkippedFile>();
        foreach (var (source, folder) in found)
        {
            var listing = Read(source, folder, cancel);
            images.AddRange(listing.Images.OrderBy(image => image.Original, StringComparer.Ordinal));
            skipped.AddRange(listing.Skipped.OrderBy(file => file.Original, StringComparer.Ordinal).ThenBy(file => file.Row));
        }

        return new SourceListing(images, skipped);
    }

    private static SourceListing Read(ISource source, string folder, CancellationToken cancel)
    {
        try
        {
            return source.Read(folder, cancel);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw CannotList(folder, e);
        }
    }

    private static void Look(string folder, int depth, IReadOnlyList<ISource> sources, List<(ISource Source, string Folder)> copies)
    {
        if (sources.FirstOrDefault(source => source.Recognizes(folder)) is { } match)
        {
            copies.Add((match, folder));
            return;
        }

        if (depth == 0)
            return;
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            Look(inner, depth - 1, sources, copies);
    }

    private static (List<(ISource Source, string Folder)> Found, List<string> Notes) FirstCopies(
        string folder, IReadOnlyList<ISource> sources, List<(ISource Source, string Folder)> copies)
    {
        var found = new List<(ISource Source, string Folder)>();
        var notes = new List<string>();
        foreach (var source in sources)
        {
            // The copy under its published name comes before any other.
            var own = copies.Where(copy => copy.Source == source)
                .OrderByDescending(copy => Path.GetFileName(copy.Folder) == source.FolderName).ToList();
            if (own.Count > 0)
                found.Add(own[0]);
            else
                notes.Add($"{source.Name} is missing: no folder with {source.Layout} ({source.FolderName}) was found");
            foreach (var copy in own.Skip(1))
                notes.Add($"{Relative(copy.Folder)} is a second copy of {source.Name} and was not read");
        }

        return (found, notes);

        string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
    }

    private static InputException CannotList(string what, Exception error)
        => new($"{what}: cannot be listed ({FileError.Reason(error)}); check its permissions", error);

    private static string LookFor(IReadOnlyList<ISource> sources)
        => "give a folder with at least one of " + string.Join("; ", sources.Select(source => $"{source.FolderName} ({source.Layout})"));
}
