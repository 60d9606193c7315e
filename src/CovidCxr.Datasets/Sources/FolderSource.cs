namespace CovidCxr.Datasets.Sources;

/// <summary>Lists a collection without a table: the folder of a picture tells its class.</summary>
internal static class FolderSource
{
    /// <summary>Lists the pictures of all places, and every other file of a place with its reason.</summary>
    /// <param name="source">The collection's short name.</param>
    /// <param name="folder">The collection's folder.</param>
    /// <param name="placeOf">The place of a file by its name inside the collection; null for a file of none, which is passed by.</param>
    /// <param name="isPicture">Whether a file of a place is a picture, by its name.</param>
    /// <param name="toImage">Makes the image of a file: its path on this computer, its name, its place.</param>
    /// <param name="cancel">Stops between two folders.</param>
    public static SourceListing Read<TPlace>(
        string source,
        string folder,
        Func<string, TPlace?> placeOf,
        Func<string, bool> isPicture,
        Func<string, string, TPlace, SourceImage> toImage,
        CancellationToken cancel)
        where TPlace : class
    {
        var files = CollectionFiles.Below(folder, cancel);
        var images = new List<SourceImage>();
        var skipped = new List<SkippedFile>();
        foreach (var name in files.Names)
        {
            if (placeOf(name) is not { } place)
                continue;
            if (isPicture(name))
                images.Add(toImage(files.PathOf(name), name, place));
            else
                skipped.Add(new SkippedFile(source, null, name, SkipReason.Unreadable, "no picture by its ending"));
        }

        foreach (var (name, first) in files.SecondNames)
            if (placeOf(name) is not null)
                skipped.Add(new SkippedFile(source, null, name, SkipReason.SecondName, $"the first is {first}"));
        IReadOnlyList<string> notes = files.LeadingBack is [var link, ..] ? [LinkNote.Of(source, link, files.LeadingBack.Count)] : [];
        return new SourceListing(images, skipped) { Notes = notes };
    }
}
