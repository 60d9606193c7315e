using System.IO.Compression;
using System.IO.Hashing;
using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using CovidCxr.Imaging.Files;

namespace CovidCxr.Datasets.Fetching;

/// <summary>
/// Unpacks a collection's archive: only the files that the collection needs, only into the given folder, only within the limits,
/// every file checked against its CRC.
/// </summary>
internal sealed class ArchiveUnpacker(IPublicSource source, UnpackLimits limits)
{
    // The file type in the upper half of a Unix archive's external attributes.
    private const int TypeMask = 0xF000;
    private const int SymbolicLink = 0xA000;

    /// <summary>Unpacks the collection's folder inside the archive to <paramref name="target"/>.</summary>
    /// <param name="archivePath">The zip file.</param>
    /// <param name="target">A folder that does not exist yet.</param>
    /// <param name="progress">Reports the unpacked bytes; may be null.</param>
    /// <param name="cancel">Stops between two blocks.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, unsafe, too large or not the collection's.</exception>
    public void Unpack(string archivePath, string target, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        using var zip = ZipFile.OpenRead(archivePath);
        var wanted = Wanted(zip);
        var total = wanted.Sum(file => (decimal)file.Entry.Length);
        var bound = limits.BytesFor(new FileInfo(archivePath).Length);
        if (total > bound)
            throw new InvalidDataException($"it would unpack to {total / 1_000_000:0} MB, more than the {bound / 1_000_000} MB allowed");
        var done = 0L;
        var buffer = new byte[1 << 17];
        foreach (var (entry, path) in wanted)
        {
            var file = Path.Combine(target, path.Replace('/', Path.DirectorySeparatorChar));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var input = entry.Open();
            using var output = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 0);
            Copy(entry, input, output, buffer, cancel);
            done += entry.Length;
            progress?.Report(new($"unpack {source.Name}", done, (long)total));
        }
    }

    // The limits were checked against the declared length, so an entry that is longer is stopped there.
    private static void Copy(ZipArchiveEntry entry, Stream input, FileStream output, byte[] buffer, CancellationToken cancel)
    {
        var crc = new Crc32();
        var length = 0L;
        for (int count; (count = input.Read(buffer)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            length += count;
            if (length > entry.Length)
                break;
            crc.Append(buffer.AsSpan(0, count));
            output.Write(buffer, 0, count);
        }
        if (length != entry.Length || crc.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new InvalidDataException($"its file '{entry.FullName}' is damaged");
    }

    private List<(ZipArchiveEntry Entry, string Path)> Wanted(ZipArchive zip)
    {
        if (zip.Entries.Count > limits.Entries)
            throw new InvalidDataException($"it has {zip.Entries.Count} entries, more than the {limits.Entries} allowed");
        var files = new List<(ZipArchiveEntry Entry, string Path)>();
        foreach (var entry in zip.Entries)
        {
            // Every entry is checked, wanted or not: an archive with one unsafe name is not the collection.
            var path = ZipEntryPath.Checked(entry.FullName);
            var link = ((entry.ExternalAttributes >> 16) & TypeMask) == SymbolicLink;
            if (!path.EndsWith('/') && !link && !IgnoredNames.ContainsAnyOf(path))
                files.Add((entry, path));
        }
        var root = Root(files.ConvertAll(file => file.Path));
        var kept = new List<(ZipArchiveEntry, string)>();
        foreach (var (entry, path) in files)
        {
            if (!path.StartsWith(root, StringComparison.Ordinal) || !IsKept(path[root.Length..]))
                continue;
            if (entry.IsEncrypted)
                throw new InvalidDataException("it is locked with a password");
            kept.Add((entry, path[root.Length..]));
        }
        return kept;
    }

    /// <summary>Finds the topmost folder inside the archive that holds the whole collection; "" for the archive itself.</summary>
    private string Root(List<string> files)
    {
        var first = source.Archive.Holds[0];
        return files
            .Select(path => ParentOf(path, first))
            .OfType<string>()
            .Distinct()
            .OrderBy(root => root.Count(c => c == '/'))
            .FirstOrDefault(root => source.Archive.Holds.All(held => files.Any(path => Is(path, root + held))))
            ?? throw new InvalidDataException($"it holds no folder with {string.Join(", ", source.Archive.Holds)}");
    }

    private static string? ParentOf(string path, string held)
    {
        var at = held.EndsWith('/')
            ? path.IndexOf("/" + held, StringComparison.Ordinal)
            : path.EndsWith("/" + held, StringComparison.Ordinal) ? path.Length - held.Length - 1 : -1;
        return at >= 0 ? path[..(at + 1)] : Is(path, held) ? "" : null;
    }

    private static bool Is(string path, string held) =>
        held.EndsWith('/') ? path.StartsWith(held, StringComparison.Ordinal) : path == held;

    private bool IsKept(string path) =>
        source.Archive.Holds.Any(held => Is(path, held)) || source.Archive.MayHold.Any(held => Is(path, held));
}

/// <summary>Limits against archives made to fill a disk.</summary>
public sealed record UnpackLimits
{
    /// <summary>The largest number of entries in an archive; default 200,000.</summary>
    public int Entries { get; init; } = 200_000;

    /// <summary>The largest number of bytes of a collection, packed and unpacked; default 32 GiB.</summary>
    public long Bytes { get; init; } = 32L << 30;

    /// <summary>The largest number of unpacked bytes per byte of the archive; default 100 (text has about 10).</summary>
    public double Ratio { get; init; } = 100;

    /// <summary>The limit for an archive of a length. Up to 1 MiB the ratio says little and is not applied.</summary>
    internal long BytesFor(long archiveLength) =>
        (long)Math.Min(Bytes, Math.Max(1 << 20, archiveLength * Ratio));
}

/// <summary>Checks the names of zip entries.</summary>
internal static class ZipEntryPath
{
    /// <summary>Returns the name with forward slashes if it stays inside the folder that it is unpacked to.</summary>
    /// <exception cref="InvalidDataException">The name is absolute, leads out of the folder or holds control characters.</exception>
    public static string Checked(string name)
    {
        var path = name.Replace('\\', '/');
        if (path.Length == 0 || path[0] == '/' || (path.Length > 1 && path[1] == ':') || path.Any(char.IsControl)
            // Windows writes what follows a colon to a hidden second stream.
            || (OperatingSystem.IsWindows() && path.Contains(':')))
        {
            throw Unsafe(name);
        }
        var segments = path.TrimEnd('/').Split('/');
        // Windows drops trailing dots and blanks, so ".. " leads out too.
        if (segments.Any(segment => segment.TrimEnd(' ', '.').Length == 0))
            throw Unsafe(name);
        return path;
    }

    private static InvalidDataException Unsafe(string name) =>
        new($"its entry '{new string([.. name.Where(c => !char.IsControl(c))])}' leads out of the folder");
}
