using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Imaging.Files;

/// <summary>Finds image files in folders, patterns and lists, and reads their bytes.</summary>
public static class ImageFiles
{
    /// <summary>
    /// Finds the image files that paths stand for: a file stands for itself, a folder for all images below it, and a pattern
    /// (<see cref="GlobPattern"/>) for all images that match it, in the order of their names. Nothing is opened, and only the names of
    /// one folder at a time are in memory.
    /// </summary>
    /// <param name="paths">
    /// Files, folders and patterns. A path that stands for no file is passed on, so that <see cref="Read"/> says why.
    /// </param>
    /// <param name="extensions">The extensions of images, each with its dot; named files need none of them.</param>
    public static IEnumerable<string> Find(IEnumerable<string> paths, IReadOnlyCollection<string> extensions) =>
        paths.SelectMany(path => OrItself(path, FindOne(path, extensions)));

    /// <summary>Reads a list of paths, one on each line as <c>find</c> and <c>ls</c> print them; empty lines are skipped.</summary>
    /// <param name="list">The list; read line by line while the caller enumerates the result.</param>
    public static IEnumerable<string> InList(TextReader list)
    {
        while (list.ReadLine() is { } line)
            if (!string.IsNullOrWhiteSpace(line))
                yield return line;
    }

    /// <summary>Reads the bytes of an image file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="extensions">The extensions of images, for the error.</param>
    /// <exception cref="InputException">
    /// The file is missing, cannot be read, or is larger than <see cref="ImageLimits.LargestFileBytes"/>.
    /// </exception>
    public static byte[] Read(string path, IReadOnlyCollection<string> extensions)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > ImageLimits.LargestFileBytes)
                throw new InputException(
                    $"{path} has {length} bytes, more than {ImageLimits.LargestFileBytes / (1024 * 1024)} MiB; scale it down first");
            return File.ReadAllBytes(path);
        }
        catch (FileNotFoundException e)
        {
            throw new InputException(
                Directory.Exists(path) ? $"{path} is a folder without an image ({string.Join(", ", extensions)}); give another folder"
                : GlobPattern.IsPattern(path) ? $"no image matches {path}; check the pattern"
                : $"{path} does not exist; check the path",
                e);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead(path, e);
        }
    }

    private static IEnumerable<string> FindOne(string path, IReadOnlyCollection<string> extensions)
    {
        if (Directory.Exists(path))
            return InFolder(path, extensions);
        if (File.Exists(path) || !GlobPattern.IsPattern(path))
            return [path];
        return GlobPattern.Match(path).SelectMany(match =>
            Directory.Exists(match) ? InFolder(match, extensions) : IsImage(match, extensions) ? [match] : Enumerable.Empty<string>());
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

    private static IEnumerable<string> InFolder(string folder, IReadOnlyCollection<string> extensions)
    {
        if (FolderListing.Of(folder) is not { } names)
        {
            yield return folder;
            yield break;
        }
        foreach (var file in names.Files.Where(file => IsImage(file, extensions)))
            yield return Path.Combine(folder, file);
        foreach (var inner in names.Folders)
            foreach (var file in InFolder(Path.Combine(folder, inner), extensions))
                yield return file;
    }

    private static bool IsImage(string path, IReadOnlyCollection<string> extensions) =>
        extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
