namespace CovidCxr.Core.Storage;

/// <summary>A file that appears under its name only when it is whole and found right; until then it lies beside it under another name.</summary>
public sealed class StagedFile : IDisposable
{
    private readonly string target;

    private StagedFile(string target, string path) => (this.target, Path) = (target, path);

    /// <summary>Where to write.</summary>
    public string Path { get; }

    /// <summary>Begins a file.</summary>
    /// <param name="file">Its final place; a file that is there stays until <see cref="Commit"/>.</param>
    /// <param name="ending">How its name must end, so that no other kind of file is ever replaced.</param>
    /// <exception cref="InputException">Another ending, a folder, or in a folder that is not there or may not be written.</exception>
    public static StagedFile Begin(string file, string ending)
    {
        if (!file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            throw new InputException($"--out {file}: must end in {ending}");
        var target = System.IO.Path.GetFullPath(file);
        if (Directory.Exists(target))
            throw new InputException($"--out {file}: is a folder; give the name of a file");
        var folder = System.IO.Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
            throw new InputException($"--out {file}: the folder {folder} does not exist; make it first");
        var path = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(target)}.partial-{Guid.NewGuid():N}");
        try
        {
            // Before the work, not after it.
            new FileStream(path, FileMode.CreateNew).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--out {file}: cannot be written ({e.Message.TrimEnd('.')}); choose another folder", e);
        }
        return new StagedFile(target, path);
    }

    /// <summary>Moves the file to its place.</summary>
    public void Commit() => File.Move(Path, target, overwrite: true);

    /// <summary>Deletes what was written, unless it was committed.</summary>
    public void Dispose()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here matters more than this one.
        }
    }
}
