namespace CovidCxr.Core.Storage;

/// <summary>
/// Hidden temporary files and folders of killed programs. A living owner holds a lock, which the system frees when it ends in whatever
/// way; the next writer of the same target removes what nobody holds, and nothing else.
/// </summary>
public static class Leftovers
{
    /// <summary>The file in a temporary folder that its owner keeps locked.</summary>
    internal const string LockName = ".lock";

    // Temporary folders of versions before 0.3.0 have no lock; a build takes minutes, not days.
    private static readonly TimeSpan Old = TimeSpan.FromDays(2);

    /// <summary>Takes one line about each leftover that was removed; by default nobody is told.</summary>
    public static Action<string>? Notice { get; set; }

    /// <summary>Locks a file that exists, as long as the result is not disposed of; others may read and write it.</summary>
    internal static FileStream Hold(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite, 1);

    /// <summary>Removes the temporary files and folders of a target that nobody holds.</summary>
    /// <param name="target">The full path of the file or folder that they were to become.</param>
    internal static void Clear(string target)
    {
        var folder = Path.GetDirectoryName(target)!;
        var pattern = $".{Path.GetFileName(target)}.{AtomicFolder.Partial}-";
        try
        {
            foreach (var path in Directory.EnumerateFileSystemEntries(folder))
                if (IsTemporary(Path.GetFileName(path), pattern) && !PathStatus.IsLink(path) && IsDead(path))
                {
                    FileError.DeleteQuietly(path);
                    if (!Path.Exists(path))
                        Notice?.Invoke($"removed {path}, which a killed run left behind");
                }
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            // A folder that cannot be listed can still be written to.
        }
    }

    private static bool IsTemporary(string name, string pattern) =>
        name.StartsWith(pattern, StringComparison.Ordinal) && Guid.TryParseExact(name[pattern.Length..], "N", out _);

    private static bool IsDead(string path)
    {
        var isFolder = Directory.Exists(path);
        var held = isFolder ? Path.Combine(path, LockName) : path;
        if (isFolder && !File.Exists(held))
            return DateTime.UtcNow - Directory.GetLastWriteTimeUtc(path) > Old;
        try
        {
            using var mine = new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            return LocksWork(held);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            return false; // its owner lives
        }
    }

    // On a file system without locks everything looks dead, even what this call has just locked.
    private static bool LocksWork(string locked)
    {
        try
        {
            new FileStream(locked, FileMode.Open, FileAccess.Read, FileShare.Read, 1).Dispose();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
