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
    /// Finds the files and folders that match, in the order of their names; hidden ones only if the pattern names the dot, and other
    /// <see cref="IgnoredNames"/> only if it has the whole name. A folder that cannot be searched is found with an error.
    /// </summary>
    public static IEnumerable<FoundFile> Match(string pattern)
    {
        var root = Path.GetPathRoot(pattern) ?? "";
        var parts = pattern[root.Length..].Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        return Below(root, parts, new SearchTrail(), filesOnly: false);
    }

    // Below "**" only files match: a folder would bring files that match by themselves.
    private static IEnumerable<FoundFile> Below(string folder, ReadOnlyMemory<string> parts, SearchTrail trail, bool filesOnly)
    {
        if (parts.IsEmpty)
            return [new(folder)];
        var (part, rest) = (parts.Span[0], parts[1..]);
        if (part == AnyDepth)
            return rest.IsEmpty ? [new(folder)]
                : rest.Span[0] == AnyDepth ? Below(folder, rest, trail, filesOnly)
                : AtAnyDepth(folder, rest, trail);
        if (!IsPattern(part))
        {
            var exact = Path.Combine(folder, part);
            return PathStatus.Of(exact).Kind != PathKind.Missing || PathStatus.IsLink(exact) ? Below(exact, rest, trail, filesOnly) : [];
        }
        var (names, error) = new SearchTrail().Enter(folder, ignored: part.StartsWith('.'));
        return error is not null ? [new(folder, error)]
            : (rest.IsEmpty ? names!.Files.Concat(filesOnly ? [] : names.Folders) : names!.Folders)
                .Where(entry => Matches(entry.Name, part))
                .SelectMany(entry => Below(entry.Path, rest, trail, filesOnly));
    }

    private static IEnumerable<FoundFile> AtAnyDepth(string folder, ReadOnlyMemory<string> rest, SearchTrail trail)
    {
        var (names, error) = trail.Enter(folder);
        if (error is not null)
            yield return new(folder, error);
        if (names is null)
            yield break;
        foreach (var match in Below(folder, rest, new SearchTrail(), filesOnly: true))
            yield return match;
        foreach (var inner in names.Folders)
            foreach (var match in AtAnyDepth(inner.Path, rest, trail))
                yield return match;
        trail.Leave();
    }

    private static bool Matches(string name, string part) =>
        name.StartsWith('.') == part.StartsWith('.')
        && FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: OperatingSystem.IsWindows());
}
