using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Datasets.Sources;

/// <summary>The public collections found under one folder.</summary>
public sealed class SourceCatalog
{
    private readonly IReadOnlyList<CollectionCopy> found;

    private SourceCatalog(IReadOnlyList<ISource> sources, IReadOnlyList<CollectionCopy> found, IReadOnlyList<string> notes)
    {
        this.found = found;
        Sources = sources;
        Notes = notes;
    }

    /// <summary>All collections that the product knows, in the order in which their images are listed.</summary>
    public static IReadOnlyList<IPublicSource> All { get; } =
    [
        new CohenSource(),
        new Figure1Source(),
        new ActualmedSource(),
        new KermanySource(),
        new NihSource(),
        new RadiographySource(),
        new CovidCxNetSource(),
        new RsnaSource(),
    ];

    /// <summary>The collections that the paper used.</summary>
    public static IReadOnlyList<IPublicSource> Paper { get; } = [.. All.Where(source => source.IsOfThePaper)];

    /// <summary>The collections that were looked for.</summary>
    public IReadOnlyList<ISource> Sources { get; }

    /// <summary>The short names of the collections that were found.</summary>
    public IReadOnlyList<string> Found => [.. found.Select(copy => copy.Source.Name)];

    /// <summary>The short names of the collections that were not found.</summary>
    public IReadOnlyList<string> Missing => [.. Sources.Select(source => source.Name).Except(Found)];

    /// <summary>Notes for the user about missing collections and second copies, one line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The folders of the collections that were found.</summary>
    internal IEnumerable<string> Folders => found.Select(copy => copy.Folder);

    /// <summary>The folder of a collection; null if it was not found.</summary>
    /// <param name="source">The collection's short name.</param>
    public string? FolderOf(string source) => found.FirstOrDefault(copy => copy.Source.Name == source)?.Folder;

    /// <summary>Looks for collections in a folder and in the folders inside it, whatever they are called.</summary>
    /// <param name="folder">The folder that holds the collections, or a collection itself.</param>
    /// <param name="sources">The collections to look for; null for <see cref="Paper"/>.</param>
    /// <param name="decoders">Tell which of two copies holds more pictures; null for <see cref="ImageDecoders.Default"/>.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <exception cref="InputException">
    /// The folder does not exist, cannot be listed or holds no collection, or a collection's table cannot be read.
    /// </exception>
    public static SourceCatalog Find(
        string folder, IReadOnlyList<IPublicSource>? sources = null, ImageDecoders? decoders = null, CancellationToken cancel = default)
    {
        sources ??= Paper;
        if (!Directory.Exists(folder))
            throw new InputException($"--sources {folder}: is not an existing folder; {LookFor(sources)}");
        try
        {
            var search = CollectionSearch.In(Path.GetFullPath(folder), sources);
            if (search.Copies.Count == 0)
                throw new InputException($"--sources {folder}: holds none of the collections; {LookFor(sources)}");
            var (found, notes) = Choose(folder, sources, search.Copies, decoders ?? ImageDecoders.Default, cancel);
            return new SourceCatalog(sources, found, [.. notes, .. search.Notes]);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw CannotList($"--sources {folder}", e);
        }
    }

    /// <summary>No collections.</summary>
    public static SourceCatalog None { get; } = new([], [], []);

    /// <summary>The same collections and one more, which comes last.</summary>
    /// <param name="source">The collection.</param>
    /// <param name="folder">Its folder.</param>
    public SourceCatalog With(ISource source, string folder) =>
        new([.. Sources, source], [.. found, new CollectionCopy(source, folder)], Notes);

    /// <summary>Lists all collections, each in a stable order that does not depend on the file system.</summary>
    /// <exception cref="InputException">A collection's table or folders cannot be read.</exception>
    public SourceListing Read(CancellationToken cancel)
    {
        var images = new List<SourceImage>();
        var skipped = new List<SkippedFile>();
        var notes = new List<string>();
        foreach (var copy in found)
        {
            var listing = Read(copy, cancel);
            images.AddRange(listing.Images.OrderBy(image => image.Original, StringComparer.Ordinal));
            skipped.AddRange(listing.Skipped.OrderBy(file => file.Original, StringComparer.Ordinal).ThenBy(file => file.Row));
            notes.AddRange(listing.Notes);
        }

        return new SourceListing(images, skipped) { Notes = notes };
    }

    private static SourceListing Read(CollectionCopy copy, CancellationToken cancel)
    {
        try
        {
            return copy.Source.Read(copy.Folder, cancel);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw CannotList(copy.Folder, e);
        }
    }

    private static (List<CollectionCopy> Found, List<string> Notes) Choose(
        string folder,
        IReadOnlyList<IPublicSource> sources,
        IReadOnlyList<CollectionCopy> copies,
        ImageDecoders decoders,
        CancellationToken cancel)
    {
        var found = new List<CollectionCopy>();
        var notes = new List<string>();
        foreach (var source in sources)
        {
            var own = copies.Where(copy => copy.Source == source).ToList();
            if (own.Count == 0)
                notes.Add($"{source.Name} is missing: no folder with {source.Layout} ({source.FolderName}) was found");
            if (own.Count < 2)
            {
                found.AddRange(own);
                continue;
            }

            // Of two copies, the one that really holds the pictures; of equal ones, that under the published name.
            var ranked = own.Select(copy => (Copy: copy, Images: CountReadable(copy, decoders, cancel)))
                .OrderByDescending(copy => copy.Images)
                .ThenByDescending(copy => Path.GetFileName(copy.Copy.Folder) == source.FolderName)
                .ToList();
            found.Add(ranked[0].Copy);
            foreach (var (copy, images) in ranked.Skip(1))
                notes.Add($"{Relative(copy.Folder)} is a second copy of {source.Name} and was not read: "
                    + $"it has {images} readable images, {Relative(ranked[0].Copy.Folder)} has {ranked[0].Images}");
        }

        return (found, notes);

        string Relative(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
    }

    private static int CountReadable(CollectionCopy copy, ImageDecoders decoders, CancellationToken cancel) =>
        Read(copy, cancel).Images.AsParallel().WithCancellation(cancel).Count(image =>
        {
            try
            {
                decoders.ReadSize(decoders.ReadFile(image.FilePath), image.Original);
                return true;
            }
            catch (Exception e) when (e is InputException || FileError.IsFileError(e))
            {
                return false;
            }
        });

    private static InputException CannotList(string what, Exception error)
        => new($"{what}: cannot be listed ({FileError.Reason(error)}); check its permissions", error);

    private static string LookFor(IReadOnlyList<IPublicSource> sources)
        => "give a folder with at least one of " + string.Join("; ", sources.Select(source => $"{source.FolderName} ({source.Layout})"));
}
