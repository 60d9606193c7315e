using System.Security.Cryptography;
using CovidCxr.Core.Storage;

namespace CovidCxr.Service.Store;

/// <summary>Keeps uploaded files on disk under their hash, so that no name of a client ever becomes a path.</summary>
/// <param name="folder">The folder; created when the first file is kept.</param>
public sealed class PictureStore(string folder)
{
    // ENOSPC and EDQUOT on Linux; ERROR_DISK_FULL as an HRESULT on Windows.
    private static readonly int[] DiskFullCodes = [28, 122, unchecked((int)0x80070070)];

    /// <summary>The SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Keeps a file, or marks one that is there already as new; complete or not at all.</summary>
    /// <param name="hash">Its <see cref="HashOf"/>.</param>
    /// <param name="bytes">Its content.</param>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public void Keep(string hash, byte[] bytes)
    {
        var path = PathOf(hash);
        try
        {
            if (File.Exists(path))
            {
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
                return;
            }
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var partial = $"{path}.{Guid.NewGuid():N}{AtomicFile.PartialEnding}";
            try
            {
                File.WriteAllBytes(partial, bytes);
                File.Move(partial, path, overwrite: true);
            }
            catch
            {
                FileError.DeleteQuietly(partial);
                throw;
            }
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new StoreException(DiskFullCodes.Contains(e.HResult), e);
        }
    }

    /// <summary>Reads a file.</summary>
    /// <returns>Its content; null if it is no longer kept.</returns>
    public byte[]? Read(string hash)
    {
        try
        {
            return File.ReadAllBytes(PathOf(hash));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new StoreException(isDiskFull: false, e);
        }
    }

    /// <summary>Deletes a file; does nothing if there is none.</summary>
    public void Delete(string hash) => FileError.DeleteQuietly(PathOf(hash));

    /// <summary>All files with the time when they were last handed in, UTC; half ones of a killed process too.</summary>
    public IEnumerable<(string Path, string Hash, DateTime KeptAt)> All() => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => (path, Path.GetFileName(path), File.GetLastWriteTimeUtc(path)));

    // 256 folders: some file systems are slow with very many files in one.
    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);
}
