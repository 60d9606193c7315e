namespace CovidCxr.Core.Storage;

/// <summary>Removes the folders that work made on its way, if it failed before it put anything into them.</summary>
public static class EmptyFolders
{
    /// <summary>The folder and those above it that do not exist yet, the innermost first.</summary>
    /// <param name="folder">A folder that is about to be made.</param>
    public static IReadOnlyList<string> MissingAbove(string folder)
    {
        var missing = new List<string>();
        for (var at = Path.GetFullPath(folder); at is not null && !Path.Exists(at); at = Path.GetDirectoryName(at))
            missing.Add(at);
        return missing;
    }

    /// <summary>Removes folders until one is not empty; ignores failures, because the error that led here matters more.</summary>
    /// <param name="folders">The folders, the innermost first.</param>
    public static void Remove(IReadOnlyList<string> folders)
    {
        try
        {
            foreach (var folder in folders.Where(Directory.Exists))
                Directory.Delete(folder);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            // Not empty, or see the summary.
        }
    }
}
