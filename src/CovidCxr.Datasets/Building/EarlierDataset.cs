using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Datasets.Building;

/// <summary>Decides whether a build may replace what a folder holds: a dataset, and nothing besides it.</summary>
internal static class EarlierDataset
{
    /// <summary>
    /// Whether the folder is a dataset. Its <c>SHA256SUMS</c> names every file that the build wrote; a file that it does not name
    /// is somebody else's, and a link leads to somebody else's.
    /// </summary>
    /// <exception cref="InputException">The dataset's folder also holds another file, or its list of files cannot be read.</exception>
    public static bool MayBeReplaced(string folder)
    {
        if (!Dataset.IsDataset(folder))
            return false;
        var list = Path.Combine(folder, DatasetFiles.Checksums);
        if (!File.Exists(list))
            return false;
        var written = Checksums.Read(RegularFile.ReadBytes(list, Dataset.LargestFile), list);
        foreach (var entry in Entries(folder))
        {
            var name = Path.GetRelativePath(folder, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (entry.LinkTarget is not null || (entry is FileInfo && name != DatasetFiles.Checksums && !written.ContainsKey(name)))
            {
                throw new InputException($"--out {folder}: also holds '{name}', which is not part of the dataset; move it elsewhere, "
                    + "or choose a new folder");
            }
        }

        return true;
    }

    private static IEnumerable<FileSystemInfo> Entries(string folder) => new DirectoryInfo(folder).EnumerateFileSystemInfos(
        "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false });
}
