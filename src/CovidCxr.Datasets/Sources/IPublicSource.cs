using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>A public collection: its facts, its archive, its folder layout and its rules, all in one file.</summary>
public interface IPublicSource : ISource
{
    /// <summary>The folder as its publisher names it.</summary>
    string FolderName { get; }

    /// <summary>The archive in which the collection is downloaded.</summary>
    SourceArchive Archive { get; }

    /// <summary>The archive's file name: on a mirror, and for an archive that the user downloads by hand.</summary>
    string ArchiveName => FolderName + ".zip";

    /// <summary>What a folder must hold to be recognized, for error messages.</summary>
    string Layout { get; }

    /// <summary>Whether a folder has this collection's layout; its name does not matter.</summary>
    /// <exception cref="InputException">The folder is meant to be a collection, but its table cannot be read.</exception>
    bool Recognizes(string folder);
}

/// <summary>The zip archive in which a collection is published.</summary>
public sealed record SourceArchive
{
    /// <summary>The address of the archive.</summary>
    public required Uri Url { get; init; }

    /// <summary>
    /// The files (<c>metadata.csv</c>) and folders (<c>images/</c>) that the collection must hold. Nothing else is unpacked, except
    /// <see cref="MayHold"/>. They also identify the collection's folder inside the archive: its name changes with the branch.
    /// </summary>
    public required IReadOnlyList<string> Holds { get; init; }

    /// <summary>Files and folders to unpack if the archive has them; same form as <see cref="Holds"/>.</summary>
    public IReadOnlyList<string> MayHold { get; init; } = [];

    /// <summary>SHA-256 in hexadecimal; null if the publisher makes the archive anew on demand.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Length in bytes; null if the publisher makes the archive anew on demand.</summary>
    public long? Bytes { get; init; }

    /// <summary>Whether only signed-in users get the archive. It is never downloaded; the user is asked to do it by hand.</summary>
    public bool NeedsLogin { get; init; }

    /// <summary>Where a user finds the archive; null for the collection's <see cref="ISource.Page"/>.</summary>
    public string? ByHand { get; init; }

    /// <summary>Rearranges an unpacked folder to the layout that the source reads; null if the archive has that layout.</summary>
    public Action<string>? Arrange { get; init; }
}
