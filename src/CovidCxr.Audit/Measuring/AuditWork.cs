using System.Text.Json;
using CovidCxr.Core.Storage;

namespace CovidCxr.Audit.Measuring;

/// <summary>
/// Keeps what an audit has computed in a folder beside its report, so that a stopped audit goes on where it was. The folder belongs to one
/// model, one set of images and one set of options; of another it is emptied.
/// </summary>
public sealed class AuditWork
{
    private const string KeyFile = "key.txt";

    private readonly string folder;

    private AuditWork(string folder) => this.folder = folder;

    /// <summary>The folder of a report's unfinished work.</summary>
    /// <param name="report">The report's folder, as <c>--out</c> named it.</param>
    public static string FolderOf(string report) => $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(report))}.work";

    /// <summary>Opens the folder, and creates or empties it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="key">What it belongs to.</param>
    /// <exception cref="Core.InputException">It holds something else, or cannot be written.</exception>
    public static AuditWork Open(string folder, string key)
    {
        try
        {
            var keyFile = Path.Combine(folder, KeyFile);
            if (Directory.Exists(folder) && !File.Exists(keyFile) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new Core.InputException($"{folder}: holds other files, and the audit keeps its work there; move it away");
            if (Directory.Exists(folder) && (!File.Exists(keyFile) || File.ReadAllText(keyFile) != key))
                Directory.Delete(folder, recursive: true);
            Directory.CreateDirectory(folder);
            AtomicFile.Write(keyFile, key);
            return new AuditWork(folder);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotWrite(folder, e, "free some disk space or choose another folder with --out");
        }
    }

    /// <summary>Takes a result from the folder, or computes and keeps it.</summary>
    /// <param name="name">Its name in file names: letters, digits, dashes.</param>
    /// <param name="compute">Computes it.</param>
    public T Once<T>(string name, Func<T> compute)
    {
        var path = Path.Combine(folder, $"{name}.json");
        try
        {
            if (File.Exists(path) && JsonSerializer.Deserialize<T>(File.ReadAllBytes(path)) is { } kept)
                return kept;
        }
        catch (JsonException)
        {
            // Written by a program that was killed: computed again.
        }
        var result = compute();
        AtomicFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(result));
        return result;
    }

    /// <summary>Deletes the folder, once the report is written.</summary>
    public void Delete() => FileError.DeleteQuietly(folder);
}
