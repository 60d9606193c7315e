namespace CovidCxr.Core.Images;

/// <summary>Finds pictures in files and folders.</summary>
public static class ImageFiles
{
    private static readonly string[] Endings = [".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"];

    /// <summary>Files as they are, and of every folder all pictures below it in the order of their names. Nothing is opened.</summary>
    /// <param name="paths">Files and folders. A file that does not exist is passed on: reading it says so.</param>
    /// <exception cref="InputException">A folder holds no picture.</exception>
    public static IEnumerable<string> Find(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return path;
                continue;
            }
            var found = false;
            foreach (var file in InFolder(path))
            {
                found = true;
                yield return file;
            }
            if (!found)
                throw new InputException($"{path}: holds no picture ({string.Join(", ", Endings)}); give another folder");
        }
    }

    private static IEnumerable<string> InFolder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(IsPicture).Order(StringComparer.Ordinal))
            yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            foreach (var file in InFolder(inner))
                yield return file;
    }

    private static bool IsPicture(string path) => Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
