using CovidCxr.Core;

namespace CovidCxr.Datasets.Sources;

/// <summary>Follows every symbolic link of a path, so that two paths of one file or folder are equal.</summary>
internal static class RealPath
{
    // As in Linux, after which a path counts as a circle of links.
    private const int MostLinks = 40;

    /// <summary>The path without links and dots. Parts that do not exist stay as they are.</summary>
    /// <param name="path">A file or folder; a relative path begins in the current folder.</param>
    public static string Of(string path)
    {
        var full = Path.Combine(Directory.GetCurrentDirectory(), path);
        var at = Path.GetPathRoot(full)!;
        // Not Path.GetFullPath, which would take away "link/.." without looking where the link leads.
        var rest = new Stack<string>(Parts(full[at.Length..]));
        for (var links = 0; rest.TryPop(out var part);)
        {
            var next = part == ".." ? Path.GetDirectoryName(at) ?? at : Path.Combine(at, part);
            if (part != ".." && links < MostLinks && new FileInfo(next).LinkTarget is { } target)
            {
                links++;
                var root = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : at;
                foreach (var step in Parts(Path.IsPathRooted(target) ? target[root.Length..] : target))
                    rest.Push(step);
                next = root;
            }
            at = next;
        }
        return Path.TrimEndingDirectorySeparator(at);
    }

    /// <summary>Whether a path is a folder or lies in it.</summary>
    /// <param name="path">A path that <see cref="Of"/> returned.</param>
    /// <param name="folder">A folder that <see cref="Of"/> returned.</param>
    public static bool IsIn(string path, string folder) =>
        path == folder
        || path.StartsWith(
            Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Checks that a new folder neither lies in one that is read nor holds it, whatever links lead there.</summary>
    /// <param name="output">The folder to write, as <c>--out</c> named it.</param>
    /// <param name="option">The option that names the folder to read, for errors.</param>
    /// <param name="input">That folder.</param>
    /// <param name="read">Further folders that are read: those of the collections, which may be links.</param>
    /// <exception cref="InputException">One of the folders lies in the other.</exception>
    public static void CheckApart(string output, string option, string input, IEnumerable<string> read)
    {
        var target = Of(output);
        if (target == Of(input))
            throw new InputException($"--out {output}: is the folder of {option}; choose another folder");
        foreach (var folder in read.Select(Of).Prepend(Of(input)))
        {
            if (IsIn(target, folder))
                throw new InputException($"--out {output}: lies inside the collections of {option} {input}; choose a folder outside");
            if (IsIn(folder, target))
                throw new InputException($"--out {output}: holds the collections of {option} {input}; choose a folder outside");
        }
    }

    // In the order in which a stack gives them out.
    private static IEnumerable<string> Parts(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != ".")
            .Reverse();
}
