using System.Text;

namespace CovidCxr.Core.Storage;

/// <summary>
/// Opens the files that users name. Only regular files are opened, so no pipe holds the program and no device feeds it for ever; the
/// size is capped while the file is read, because what a file says of its size need not be true.
/// </summary>
public static class RegularFile
{
    /// <summary>Bytes of the largest text that the product writes or reads at once: tables, recipes, cards.</summary>
    public const long LargestText = 64L << 20;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The path; bytes that are not UTF-8 as <see cref="PathBytes"/> has them.</param>
    /// <param name="bufferSize">Bytes of the stream's buffer; 0 for none.</param>
    /// <exception cref="InputException">The path stands for a folder, pipe, socket or device.</exception>
    /// <exception cref="IOException">Or another exception that <see cref="FileError.IsFileError"/> knows: it cannot be opened.</exception>
    public static FileStream Open(string path, int bufferSize = 4096)
    {
        var status = PathStatus.Of(path);
        if (status.Kind == PathKind.Missing)
            throw new FileNotFoundException($"'{PathBytes.Show(path)}' does not exist", path);
        if (status.Kind == PathKind.Hidden)
            throw UnixCalls.Failure(status.Error, path);
        if (status.Kind != PathKind.File)
            throw new InputException($"{PathBytes.Show(path)} is {status.Kind.Words()}, not a file; give a file");
        return OperatingSystem.IsWindows()
            ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize)
            : new FileStream(UnixCalls.Open(path), FileAccess.Read, bufferSize);
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The path; bytes that are not UTF-8 as <see cref="PathBytes"/> has them.</param>
    /// <param name="most">The most bytes that are read.</param>
    /// <param name="remedy">What to do about a larger file.</param>
    /// <exception cref="InputException">It is not a regular file, or has more bytes.</exception>
    /// <exception cref="IOException">Or another exception that <see cref="FileError.IsFileError"/> knows: it cannot be read.</exception>
    public static byte[] ReadBytes(string path, long most, string remedy = "give the right file")
    {
        using var file = Open(path, bufferSize: 0);
        var said = file.CanSeek ? file.Length : 0;
        if (said > most)
            throw TooLarge(path, $"{said}", most, remedy);
        var bytes = GC.AllocateUninitializedArray<byte>((int)said);
        var count = 0;
        Span<byte> next = stackalloc byte[1];
        while (true)
        {
            // One byte more shows whether the file ends where it said; most do, and are not copied.
            var isFull = count == bytes.Length;
            var read = isFull ? file.Read(next) : file.Read(bytes, count, bytes.Length - count);
            if (read == 0)
                break;
            if (isFull)
            {
                Array.Resize(ref bytes, (int)Math.Min(Math.Max(bytes.Length * 2L, 1 << 16), most + 1));
                bytes[count] = next[0];
            }
            count += read;
            if (count > most)
                throw TooLarge(path, "endless", most, remedy);
        }
        Array.Resize(ref bytes, count);
        return bytes;
    }

    /// <summary>Reads a text, UTF-8 unless it begins with another byte-order mark.</summary>
    /// <param name="path">The path; bytes that are not UTF-8 as <see cref="PathBytes"/> has them.</param>
    /// <param name="most">The most bytes that are read.</param>
    /// <param name="remedy">What to do about a larger file.</param>
    /// <inheritdoc cref="ReadBytes" path="/exception"/>
    public static string ReadText(string path, long most = LargestText, string remedy = "give the right file")
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path, most, remedy)), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static InputException TooLarge(string path, string size, long most, string remedy) =>
        new($"{PathBytes.Show(path)} has {(size == "endless" ? "no end" : $"{size} bytes")}, more than {most >> 20} MiB; {remedy}");
}
