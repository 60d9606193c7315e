using CovidCxr.Core.Storage;

namespace CovidCxr.Imaging.Files;

/// <summary>Something in a folder.</summary>
/// <param name="Name">Its name; bytes that are not UTF-8 as <see cref="PathBytes"/> has them.</param>
/// <param name="Path">Its path, with the folder's as it was given.</param>
/// <param name="Status">What it stands for, after all links.</param>
internal sealed record FolderEntry(string Name, string Path, PathStatus Status);

/// <summary>What a folder holds, in ordinal order of the names, without <see cref="IgnoredNames"/>.</summary>
/// <param name="Files">Everything but folders: also pipes, devices and links to nothing.</param>
/// <param name="Folders">The folders, and links to folders.</param>
internal sealed record FolderListing(IReadOnlyList<FolderEntry> Files, IReadOnlyList<FolderEntry> Folders)
{
    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder; empty for the current one.</param>
    /// <param name="ignored">Whether to list names with a dot in front, for patterns that name the dot.</param>
    /// <exception cref="IOException">Or another exception that <see cref="FileError.IsFileError"/> knows: it cannot be listed.</exception>
    public static FolderListing Of(string folder, bool ignored = false)
    {
        var (files, folders) = (new List<FolderEntry>(), new List<FolderEntry>());
        foreach (var name in Names(folder.Length == 0 ? "." : folder).Order(StringComparer.Ordinal))
        {
            if (IgnoredNames.Contains(name) && !ignored)
                continue;
            var path = System.IO.Path.Combine(folder, name);
            var entry = new FolderEntry(name, path, PathStatus.Of(path));
            (entry.Status.Kind == PathKind.Folder ? folders : files).Add(entry);
        }
        return new(files, folders);
    }

    // File systems of other systems hold no names that .NET cannot read.
    private static IEnumerable<string> Names(string folder) => OperatingSystem.IsLinux()
        ? RawFolder.Names(folder)
        : Directory.EnumerateFileSystemEntries(folder).Select(path => System.IO.Path.GetFileName(path)!);
}
