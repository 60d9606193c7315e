using System.Text;

namespace CovidCxr.Core.Storage;

/// <summary>
/// Writes a file whole or not at all: beside its place first (<c>name.partial</c>), flushed to disk, then renamed. A program that is killed
/// meanwhile leaves the earlier file as it was.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes a text, UTF-8 without a byte-order mark.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="text">All that it holds.</param>
    /// <exception cref="InputException">The file cannot be written, for example because the disk is full.</exception>
    public static void Write(string path, string text) => Write(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="bytes">All that it holds.</param>
    /// <exception cref="InputException">The file cannot be written, for example because the disk is full.</exception>
    public static void Write(string path, byte[] bytes) => Write(path, file => file.Write(bytes));

    /// <summary>Writes piece by piece, for what is too large to be in memory twice.</summary>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <param name="write">Writes all that it holds, without a buffer between.</param>
    /// <exception cref="InputException">The file cannot be written, for example because the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var partial = path + ".partial";
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
            Remove(partial);
            if (e is IOException or UnauthorizedAccessException)
                throw new InputException($"{path}: cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); free some disk space or choose another place", e);
            throw;
        }
    }

    private static void Remove(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that led here matters more than this one.
        }
    }
}
