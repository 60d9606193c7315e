namespace CovidCxr.Core.Storage;

/// <summary>
/// Writes a folder completely or not at all: to a hidden temporary folder beside it, which is renamed once it is complete. An
/// existing folder is replaced only if the caller recognizes its content.
/// </summary>
public sealed class AtomicFolder : IDisposable
{
    /// <summary>The word in the names of temporary files and folders.</summary>
    internal const string Partial = "partial";

    private readonly string target;
    private FileStream? held;
    private bool committed;

    private AtomicFolder(string target)
    {
        this.target = target;
        Path = Beside(target, Partial);
    }

    /// <summary>The temporary folder to write to.</summary>
    public string Path { get; }

    /// <summary>Begins a folder that <see cref="Commit"/> completes.</summary>
    /// <param name="folder">Its final path, as <c>--out</c> named it: missing, empty, or a folder that may be replaced.</param>
    /// <param name="mayReplace">Whether an existing folder that is not empty may be replaced.</param>
    /// <param name="kind">The kind of folder for the error, for example <c>dataset</c>.</param>
    /// <exception cref="InputException">The path is taken by something else, or the folder cannot be written.</exception>
    public static AtomicFolder Begin(string folder, Func<string, bool> mayReplace, string kind)
    {
        var target = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
        if (File.Exists(target))
            throw new InputException($"--out {folder}: is a file; choose another folder");
        if (System.IO.Path.GetDirectoryName(target) is null)
            throw new InputException($"--out {folder}: is the root folder; choose another one");
        try
        {
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any() && !mayReplace(target))
                throw new InputException($"--out {folder}: holds other files and is not a {kind}; choose an empty or new folder");
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"--out {folder}", e, "free some disk space or choose another folder");
        }
        Leftovers.Clear(target);
        var begun = new AtomicFolder(target);
        try
        {
            Directory.CreateDirectory(begun.Path);
            begun.held = Leftovers.Hold(System.IO.Path.Combine(begun.Path, Leftovers.LockName));
            return begun;
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            begun.Dispose();
            throw FileError.CannotWrite($"--out {folder}", e, "free some disk space or choose another folder", begun.Path, target);
        }
    }

    /// <summary>Checks that a folder can be written, before the long work whose result it takes.</summary>
    /// <inheritdoc cref="Begin" path="/param"/>
    /// <inheritdoc cref="Begin" path="/exception"/>
    public static void CheckWritable(string folder, Func<string, bool> mayReplace, string kind) =>
        Begin(folder, mayReplace, kind).Dispose();

    /// <summary>Renames the temporary folder to its final path and only then deletes the folder that it replaces.</summary>
    public void Commit()
    {
        Release();
        if (!Directory.Exists(target))
        {
            Directory.Move(Path, target);
            committed = true;
            return;
        }
        var old = Beside(target, "old");
        Directory.Move(target, old);
        try
        {
            Directory.Move(Path, target);
        }
        catch
        {
            Directory.Move(old, target);
            throw;
        }
        committed = true;
        Directory.Delete(old, recursive: true);
    }

    /// <summary>Deletes the temporary folder unless it was committed.</summary>
    public void Dispose()
    {
        Release();
        if (!committed)
            FileError.DeleteQuietly(Path);
    }

    private void Release()
    {
        if (held is null)
            return;
        // Deleted before it is released where the system allows it, so that no other program takes the folder for dead.
        if (!OperatingSystem.IsWindows())
            FileError.DeleteQuietly(held.Name);
        held.Dispose();
        FileError.DeleteQuietly(System.IO.Path.Combine(Path, Leftovers.LockName));
        held = null;
    }

    /// <summary>A unique hidden path in the same folder.</summary>
    internal static string Beside(string target, string kind) => System.IO.Path.Combine(
        System.IO.Path.GetDirectoryName(target)!, $".{System.IO.Path.GetFileName(target)}.{kind}-{Guid.NewGuid():N}");
}
