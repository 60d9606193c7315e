namespace CovidCxr.Imaging.Files;

/// <summary>Finds pictures in files, folders, patterns and lists.</summary>
public static class ImageFiles
{
    private static readonly string[] Endings = [".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"];

    /// <summary>The endings of pictures, for messages.</summary>
    internal static string EndingsText { get; } = string.Join(", ", Endings);

    /// <summary>
    /// Files as they are; of every folder all pictures below it, and of every pattern (<see cref="GlobPattern"/>) all that it fits, in the order
    /// of their names. Nothing is opened, and only the names of one folder at a time are in memory.
    /// </summary>
    /// <param name="paths">Files, folders and patterns. What does not exist, a folder without a picture, or one that cannot be listed is passed on: reading it says so.</param>
    public static IEnumerable<string> Find(IEnumerable<string> paths) => paths.SelectMany(path => OrItself(path, FindOne(path)));

    /// <summary>The lines of a list, each a path; empty lines are passed over. Read as they come.</summary>
    /// <param name="list">The list, as <c>find</c> or <c>ls</c> prints it.</param>
    public static IEnumerable<string> InList(TextReader list)
    {
        while (list.ReadLine() is { } line)
            if (!string.IsNullOrWhiteSpace(line))
                yield return line;
    }

    private static IEnumerable<string> FindOne(string path)
    {
        if (Directory.Exists(path))
            return InFolder(path);
        if (File.Exists(path) || !GlobPattern.IsPattern(path))
            return [path];
        return GlobPattern.Match(path).SelectMany(found => Directory.Exists(found) ? InFolder(found) : IsPicture(found) ? [found] : Enumerable.Empty<string>());
    }

    private static IEnumerable<string> OrItself(string path, IEnumerable<string> found)
    {
        var any = false;
        foreach (var file in found)
        {
            any = true;
            yield return file;
        }
        if (!any)
            yield return path;
    }

    private static IEnumerable<string> InFolder(string folder)
    {
        if (FolderListing.Of(folder) is not { } names)
        {
            yield return folder;
            yield break;
        }
        foreach (var file in names.Files.Where(IsPicture))
            yield return Path.Combine(folder, file);
        foreach (var inner in names.Folders)
            foreach (var file in InFolder(Path.Combine(folder, inner)))
                yield return file;
    }

    private static bool IsPicture(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
