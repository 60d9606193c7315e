namespace CovidCxr.Datasets.Sources;

/// <summary>One public collection as it is downloaded: a zip archive and the folder that it becomes.</summary>
public sealed record SourceArchive
{
    /// <summary>The short name, for example <c>cohen</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Who published it.</summary>
    public required string Title { get; init; }

    /// <summary>Where the archive lies.</summary>
    public required Uri Url { get; init; }

    /// <summary>The archive's file name: on a mirror, and where the user puts one downloaded by hand.</summary>
    public string FileName => Folder + ".zip";

    /// <summary>The folder among the sources, as the readers expect it.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// What the collection's folder must hold, and all that is unpacked of it: files (<c>metadata.csv</c>) and folders
    /// (<c>images/</c>). The folder inside the archive is found by these, because its name changes with branch and mirror.
    /// </summary>
    public required IReadOnlyList<string> Holds { get; init; }

    /// <summary>Unpacked too where the archive has them; same form as <see cref="Holds"/>.</summary>
    public IReadOnlyList<string> MayHold { get; init; } = [];

    /// <summary>The terms under which it is published.</summary>
    public required string Licence { get; init; }

    /// <summary>The archive's SHA-256 in hexadecimal where its publisher keeps it fixed; null where it is made anew on demand.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The archive's length in bytes where its publisher keeps it fixed.</summary>
    public long? Bytes { get; init; }

    /// <summary>True where the publisher hands it out only to a signed-in person: it is never downloaded, only asked for.</summary>
    public bool NeedsLogin { get; init; }

    /// <summary>The page where a person finds the archive and its download button.</summary>
    public required string Page { get; init; }

    /// <summary>Puts an unpacked folder into the layout that the readers know; null where the archive has it already.</summary>
    public Action<string>? Arrange { get; init; }
}
