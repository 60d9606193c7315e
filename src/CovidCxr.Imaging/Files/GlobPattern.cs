using System.IO.Enumeration;
using CovidCxr.Core.Storage;

namespace CovidCxr.Imaging.Files;

/// <summary>
/// A path with wildcards: <c>*</c> and <c>?</c> inside a name, and <c>**</c> for any number of folders. For shells that do not expand
/// patterns, and for more names than a command line can hold.
/// </summary>
internal static class GlobPattern
{
    private const string AnyDepth = "**";

    /// <summary>Whether a path has wildcards.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>
    /// Finds the files and folders that match, in the order of their names; hidden ones only if the pattern names the dot.
    /// </summary>
    public static IEnumerable<string> Match(string pattern)
    {
        var root = Path.GetPathRoot(pattern) ?? "";
        var parts = pattern[root.Length..].Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        return Below(root, parts, filesOnly: false);
    }

    // Below "**" only files match: a folder would bring files that match by themselves.
    private static IEnumerable<string> Below(string folder, ReadOnlyMemory<string> parts, bool filesOnly)
    {
        if (parts.IsEmpty)
            return [folder];
        var (part, rest) = (parts.Span[0], parts[1..]);
        if (part == AnyDepth)
            return rest.IsEmpty ? [folder] : Below(folder, rest, filesOnly: true).Concat(
                List(folder).Folders
                    .Where(name => !name.StartsWith('.'))
                    .SelectMany(name => Below(Path.Combine(folder, name), parts, filesOnly: true)));
        if (!IsPattern(part))
        {
            var exact = Path.Combine(folder, part);
            return Path.Exists(exact) ? Below(exact, rest, filesOnly) : [];
        }
        var names = List(folder);
        return (rest.IsEmpty ? names.Files.Concat(filesOnly ? [] : names.Folders) : names.Folders)
            .Where(name => Matches(name, part))
            .SelectMany(name => Below(Path.Combine(folder, name), rest, filesOnly));
    }

    private static FolderListing List(string folder) => FolderListing.Of(folder.Length == 0 ? "." : folder) ?? new FolderListing([], []);

    private static bool Matches(string name, string part) =>
        name.StartsWith('.') == part.StartsWith('.')
        && FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: OperatingSystem.IsWindows());
}

/// <summary>The names in one folder, in ordinal order.</summary>
/// <param name="Files">The names of the files.</param>
/// <param name="Folders">The names of the folders, without links to the folder itself or above it: a search would never end.</param>
internal sealed record FolderListing(IReadOnlyList<string> Files, IReadOnlyList<string> Folders)
{
    /// <summary>Lists a folder; null if it cannot be listed.</summary>
    public static FolderListing? Of(string folder)
    {
        try
        {
            var (files, folders) = (new List<string>(), new List<string>());
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
                if (entry is FileInfo)
                    files.Add(entry.Name);
                else if (!LeadsBack(entry))
                    folders.Add(entry.Name);
            files.Sort(StringComparer.Ordinal);
            folders.Sort(StringComparer.Ordinal);
            return new FolderListing(files, folders);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            return null;
        }
    }

    private static bool LeadsBack(FileSystemInfo folder)
    {
        if (!folder.Attributes.HasFlag(FileAttributes.ReparsePoint) || folder.ResolveLinkTarget(returnFinalTarget: true) is not { } target)
            return false;
        var to = Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar;
        return folder.FullName.StartsWith(to, StringComparison.Ordinal);
    }
}
