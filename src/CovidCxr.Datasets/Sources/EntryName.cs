namespace CovidCxr.Datasets.Sources;

/// <summary>Finds a published name whatever the case of its letters: copies between systems change it.</summary>
internal static class EntryName
{
    /// <summary>The path of a file or folder; the published path if there is none, or if several differ in case alone.</summary>
    /// <param name="folder">The folder that holds it.</param>
    /// <param name="name">The name as published.</param>
    /// <exception cref="IOException">The folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be listed.</exception>
    public static string Find(string folder, string name)
    {
        var exact = Path.Combine(folder, name);
        if (Path.Exists(exact) || !Directory.Exists(folder))
            return exact;
        var same = Directory.EnumerateFileSystemEntries(folder)
            .Where(path => Path.GetFileName(path).Equals(name, StringComparison.OrdinalIgnoreCase));
        return same.Take(2).ToList() is [var only] ? only : exact;
    }
}
