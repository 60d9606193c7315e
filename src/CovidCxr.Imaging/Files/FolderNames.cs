namespace CovidCxr.Imaging.Files;

/// <summary>The names in one folder, in ordinal order.</summary>
/// <param name="Files">Of its files.</param>
/// <param name="Folders">Of its folders; without links that lead back to the folder or above it, where a search would never end.</param>
internal sealed record FolderNames(IReadOnlyList<string> Files, IReadOnlyList<string> Folders)
{
    /// <summary>Lists a folder; null where that is not allowed or fails.</summary>
    public static FolderNames? Of(string folder)
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
            return new FolderNames(files, folders);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
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
