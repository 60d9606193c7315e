using System.Text;

namespace CovidCxr.Core.Storage;

/// <summary>
/// Writes a file completely or not at all: to a temporary file in the same folder, which is flushed to disk and then renamed. If
/// the process is killed meanwhile, an existing file stays as it was.
/// </summary>
/// <remarks>
/// The static methods write in one go. <see cref="Begin"/> is for long work whose result is verified before it gets its name.
/// </remarks>
public sealed class AtomicFile : IDisposable
{
    /// <summary>The ending of the temporary file of the static methods.</summary>
    public const string PartialEnding = ".partial";

    private readonly string target;
    private readonly FileStream held;

    private AtomicFile(string target, string path)
    {
        (this.target, Path) = (target, path);
        held = Leftovers.Hold(path);
    }

    /// <summary>The temporary file to write to.</summary>
    public string Path { get; }

    /// <summary>Writes a text, UTF-8 without a byte-order mark.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="text">Its content.</param>
    /// <exception cref="InputException">The file cannot be written, for example because the disk is full.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <inheritdoc cref="Write(string, string)" path="/exception"/>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="bytes">Its content.</param>
    public static void Write(string path, byte[] bytes) => Write(path, file => file.Write(bytes));

    /// <summary>Writes piece by piece, for content that should not be in memory twice.</summary>
    /// <inheritdoc cref="Write(string, string)" path="/exception"/>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="write">Writes the content to an unbuffered stream.</param>
    public static void Write(string path, Action<Stream> write)
    {
        if (PathStatus.Of(path).Kind is PathKind.Pipe or PathKind.Device)
        {
            WriteThrough(path, write);
            return;
        }
        // A fixed name: a run that is killed again and again leaves one partial checkpoint, not many.
        var partial = path + PartialEnding;
        try
        {
            using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e)
        {
            FileError.DeleteQuietly(partial);
            if (FileError.IsFileError(e))
                throw FileError.CannotWrite(path, e, "free some disk space or choose another path", partial, path);
            throw;
        }
    }

    // A rename would put a file in the place of the pipe or device.
    private static void WriteThrough(string path, Action<Stream> write)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            write(file);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite(path, e);
        }
    }

    /// <summary>Begins a file that <see cref="Commit"/> completes.</summary>
    /// <param name="file">Its final path, as <c>--out</c> named it; an existing file stays until <see cref="Commit"/>.</param>
    /// <param name="ending">The required ending, so that no other kind of file is ever replaced.</param>
    /// <exception cref="InputException">
    /// The ending differs, the path is a folder, or its folder is missing or read-only.
    /// </exception>
    public static AtomicFile Begin(string file, string ending)
    {
        if (!file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        {
            var name = System.IO.Path.GetFileNameWithoutExtension(file);
            throw new InputException($"--out {file}: must end in {ending}; name it {name}{ending}");
        }
        var target = System.IO.Path.GetFullPath(file);
        if (Directory.Exists(target))
            throw new InputException($"--out {file}: is a folder; give the name of a file");
        var folder = System.IO.Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
            throw new InputException($"--out {file}: the folder {folder} does not exist; make it first");
        Leftovers.Clear(target);
        var path = AtomicFolder.Beside(target, AtomicFolder.Partial);
        try
        {
            // Fails before the long work, not after it.
            return new AtomicFile(target, path);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"--out {file}", e, "choose another folder", path, target);
        }
    }

    /// <summary>Writes the whole content to the temporary file and flushes it to disk.</summary>
    /// <param name="write">Writes the content to a stream.</param>
    /// <exception cref="InputException">The content cannot be written, for example because the disk is full.</exception>
    public void Fill(Action<Stream> write)
    {
        try
        {
            using var stream = new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
            write(stream);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite($"--out {target}", e, "free some disk space or choose another --out");
        }
    }

    /// <summary>Checks that a file can be written, before the long work whose result it takes.</summary>
    /// <inheritdoc cref="Begin" path="/param"/>
    /// <inheritdoc cref="Begin" path="/exception"/>
    public static void CheckWritable(string file, string ending) => Begin(file, ending).Dispose();

    /// <summary>Renames the temporary file to its final path.</summary>
    public void Commit()
    {
        held.Dispose();
        File.Move(Path, target, overwrite: true);
    }

    /// <summary>Deletes the temporary file unless it was committed.</summary>
    public void Dispose()
    {
        held.Dispose();
        FileError.DeleteQuietly(Path);
    }
}
