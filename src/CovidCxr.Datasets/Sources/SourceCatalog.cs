using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Datasets.Sources;

/// <summary>The public collections found under one folder.</summary>
public sealed class SourceCatalog
{
    // A download unpacks into a folder of its own, and an archive may hold one more.
    private const int Depth = 2;

    private readonly List<(ISource Reader, string Folder)> found;

    private SourceCatalog(List<(ISource Reader, string Folder)> found, IReadOnlyList<string> notes)
    {
        this.found = found;
        Notes = notes;
    }

    /// <summary>The readers of all four collections, in the order in which their images are catalogd.</summary>
    public static IReadOnlyList<ISource> Readers { get; } =
        [new CohenSource(), new Figure1Source(), new ActualmedSource(), new KermanySource()];

    /// <summary>The collections that were found.</summary>
    public IReadOnlyList<string> Found => [.. found.Select(source => source.Reader.Name)];

    /// <summary>The collections that were not.</summary>
    public IReadOnlyList<string> Missing => [.. Readers.Select(reader => reader.Name).Except(Found)];

    /// <summary>What a user should know about what was found, one line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Looks for the collections: the folder itself, or folders inside it, whatever they are called.</summary>
    /// <exception cref="InputException">The folder does not exist, or holds none of the four.</exception>
    public static SourceCatalog Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InputException($"{folder} does not exist or is no folder; {WhatIsLookedFor()}");
        var found = new List<(ISource Reader, string Folder)>();
        var notes = new List<string>();
        try
        {
            Look(Path.GetFullPath(folder), Depth, found);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"{folder} cannot be listed: {FileError.Reason(e)}; check its permissions", e);
        }

        if (found.Count == 0)
            throw new InputException($"{folder} holds none of the four collections; {WhatIsLookedFor()}");
        var first = new List<(ISource Reader, string Folder)>();
        foreach (var reader in Readers)
        {
            // The copy under its published name comes before any other.
            var copies = found.Where(source => source.Reader == reader)
                .OrderByDescending(source => Path.GetFileName(source.Folder) == reader.FolderName).ToList();
            if (copies.Count > 0)
                first.Add(copies[0]);
            else
                notes.Add($"{reader.Name} is missing: no folder with {reader.Layout} ({reader.FolderName}) was found");
            foreach (var copy in copies.Skip(1))
                notes.Add($"{Path.GetRelativePath(folder, copy.Folder).Replace('\\', '/')} is a second copy of {reader.Name} and was not read");
        }

        return new SourceCatalog(first, notes);
    }

    /// <summary>Lists all collections, each in a stable order that does not depend on the file system.</summary>
    /// <exception cref="InputException">A collection's table or folders cannot be read.</exception>
    public SourceListing Read(CancellationToken cancel)
    {
        var studies = new List<SourceImage>();
        var skipped = new List<SkippedFile>();
        foreach (var (reader, folder) in found)
        {
            var listing = Read(reader, folder, cancel);
            studies.AddRange(listing.Studies.OrderBy(study => study.Original, StringComparer.Ordinal));
            skipped.AddRange(listing.Skipped.OrderBy(file => file.Original, StringComparer.Ordinal).ThenBy(file => file.Row));
        }

        return new SourceListing(studies, skipped);
    }

    private static SourceListing Read(ISource reader, string folder, CancellationToken cancel)
    {
        try
        {
            return reader.Read(folder, cancel);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"{folder} cannot be listed: {FileError.Reason(e)}; check its permissions", e);
        }
    }

    private static void Look(string folder, int depth, List<(ISource Reader, string Folder)> found)
    {
        if (Readers.FirstOrDefault(reader => reader.Recognizes(folder)) is { } match)
        {
            found.Add((match, folder));
            return;
        }

        if (depth == 0)
            return;
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            Look(inner, depth - 1, found);
    }

    private static string WhatIsLookedFor()
        => "looked for " + string.Join("; ", Readers.Select(reader => $"{reader.FolderName} ({reader.Layout})"));
}
