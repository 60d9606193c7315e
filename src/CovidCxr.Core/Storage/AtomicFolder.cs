namespace CovidCxr.Core.Storage;

/// <summary>A folder that appears under its name only when it is whole; until then it lies beside it under another name.</summary>
public sealed class AtomicFolder : IDisposable
{
    private readonly string target;
    private bool committed;

    private AtomicFolder(string target)
    {
        this.target = target;
        Path = Beside(target, "partial");
    }

    /// <summary>Where to write.</summary>
    public string Path { get; }

    /// <summary>Begins a folder.</summary>
    /// <param name="folder">Its final place: missing, empty, or a folder that <paramref name="mayReplace"/>.</param>
    /// <param name="mayReplace">Whether what is there may be replaced.</param>
    /// <exception cref="InputException">Something else is there, or it cannot be written.</exception>
    public static AtomicFolder Begin(string folder, Func<string, bool> mayReplace)
    {
        var target = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder));
        if (File.Exists(target))
            throw new InputException($"{folder} is a file; choose another --out");
        try
        {
            if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any() && !mayReplace(target))
                throw new InputException($"{folder} holds other files and is no dataset; choose an empty or a new folder");
            var staged = new AtomicFolder(target);
            Directory.CreateDirectory(staged.Path);
            return staged;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(folder, e);
        }
    }

    /// <summary>Moves the whole folder to its place. What was there before is deleted only then.</summary>
    public void Commit()
    {
        if (Directory.Exists(target))
        {
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
        else
        {
            Directory.Move(Path, target);
            committed = true;
        }
    }

    /// <summary>Deletes what was written, unless it was committed.</summary>
    public void Dispose()
    {
        if (committed || !Directory.Exists(Path))
            return;
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here matters more than this one.
        }
    }

    /// <summary>The error for a folder that cannot be written: no right, no space, no such drive.</summary>
    public static InputException CannotWrite(string folder, Exception error)
        => new($"{folder} cannot be written: {error.Message.ReplaceLineEndings(" ")}; free space or choose another --out", error);

    private static string Beside(string target, string kind)
        => System.IO.Path.Combine(
            System.IO.Path.GetDirectoryName(target) ?? target,
            $".{System.IO.Path.GetFileName(target)}.{kind}-{Guid.NewGuid():N}");
}
