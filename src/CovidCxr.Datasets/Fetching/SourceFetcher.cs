using System.Security.Cryptography;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Fetching;

/// <summary>
/// Downloads the public collections. A folder appears only once it is complete. The next run resumes a stopped download, and
/// unpacks an archive that the user put in the output folder instead of downloading it.
/// </summary>
public static class SourceFetcher
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(20);

    /// <summary>Fetches the missing collections.</summary>
    /// <param name="options">The collections, the folder and the settings.</param>
    /// <param name="progress">Reports the bytes downloaded, checked and unpacked; may be null.</param>
    /// <param name="cancel">Stops; the next run resumes the download.</param>
    /// <returns>The collections of the options, in their order.</returns>
    /// <exception cref="InputException">At least one collection is still missing; the message says which, why and what to do.</exception>
    public static async Task<IReadOnlyList<FetchedSource>> FetchAsync(
        FetchOptions options, IProgress<WorkProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Attempts, 1);
        if (options.Mirror is { } mirror)
            FetchOptions.ReadMirror(mirror.OriginalString);
        if (File.Exists(options.Out))
            throw new InputException($"--out {options.Out}: is a file; choose a folder for the collections");
        var created = !Directory.Exists(options.Out);
        Directory.CreateDirectory(options.Out);
        try
        {
            return await FetchAllAsync(options, progress, cancel);
        }
        finally
        {
            if (created && !Directory.EnumerateFileSystemEntries(options.Out).Any())
                Directory.Delete(options.Out);
        }
    }

    private static async Task<IReadOnlyList<FetchedSource>> FetchAllAsync(
        FetchOptions options, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = ConnectLimit };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("covidcxr");

        var fetched = new List<FetchedSource>();
        var missing = new List<string>();
        foreach (var source in options.Sources)
        {
            try
            {
                fetched.Add(await FetchAsync(source, options, client, progress, cancel));
            }
            catch (RetryException error) when (error.Unreachable)
            {
                throw new InputException(
                    $"cannot fetch {source.Name}: {error.Message}; check the network, or use collections that you already have "
                    + "with --sources <folder>", error);
            }
            catch (FetchException error)
            {
                missing.Add($"cannot fetch {source.Name}: {error.Message}; {error.Advice ?? ByHand(source, options)}");
            }
        }
        if (missing.Count > 0)
            throw new InputException($"{string.Join("; ", missing)}; or use collections that you already have with --sources <folder>");
        return fetched;
    }

    private static async Task<FetchedSource> FetchAsync(
        IPublicSource source, FetchOptions options, HttpClient client, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var folder = Path.Combine(options.Out, source.FolderName);
        // Before the download, not after it.
        if (File.Exists(folder))
            throw new FetchException($"{folder} is a file") { Advice = "move or delete that file and run this again" };
        if (Directory.Exists(folder))
        {
            var missing = source.Archive.Holds.FirstOrDefault(held => !Path.Exists(Path.Combine(folder, held)));
            return missing is null
                ? new(source, folder, FilesIn(folder), WasThere: true)
                : throw new FetchException($"{folder} has no {missing}") { Advice = "move or delete that folder and run this again" };
        }

        var byHand = Path.Combine(options.Out, source.ArchiveName);
        if (File.Exists(byHand))
        {
            await Task.Run(() => Install(source, byHand, folder, options, progress, cancel), cancel);
            return new(source, folder, FilesIn(folder), WasThere: false);
        }
        if (source.Archive.NeedsLogin && options.Mirror is null)
            throw new FetchException("its publisher asks for a login");

        var url = AddressOf(source, options);
        var part = PartFile.Open(byHand, url);
        try
        {
            await new ArchiveDownload(client, source, url, options).RunAsync(part, progress, cancel);
        }
        finally
        {
            part.Tidy();
        }
        try
        {
            await Task.Run(() => Install(source, part.FilePath, folder, options, progress, cancel), cancel);
        }
        catch (FetchException error)
        {
            // The next run must not resume a damaged download.
            part.Delete();
            throw new FetchException(error.Message, error)
            {
                Advice = $"it was deleted, so run this again or {ByHand(source, options)}",
            };
        }
        part.Delete();
        return new(source, folder, FilesIn(folder), WasThere: false);
    }

    /// <summary>Checks an archive and unpacks it beside its folder, which appears only once it is complete.</summary>
    private static void Install(
        IPublicSource source,
        string archive,
        string folder,
        FetchOptions options,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel)
    {
        var unpacking = folder + ".unpacking";
        try
        {
            Delete(unpacking);
            Verify(source, archive, progress, cancel);
            new ArchiveUnpacker(source, options.Limits).Unpack(archive, unpacking, progress, cancel);
            source.Archive.Arrange?.Invoke(unpacking);
            Directory.Move(unpacking, folder);
        }
        catch (InvalidDataException error)
        {
            throw new FetchException($"the archive {archive} is not usable ({FileError.Reason(error)})", error);
        }
        finally
        {
            Delete(unpacking);
        }
    }

    private static void Verify(IPublicSource source, string archive, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        // Opening a pipe would wait for ever.
        if (PathStatus.Of(archive).Kind != PathKind.File)
            throw new InvalidDataException("it is no regular file");
        using var file = File.OpenRead(archive);
        if (source.Archive.Bytes is { } bytes && file.Length != bytes)
            throw new InvalidDataException($"it has {file.Length} bytes instead of {bytes}");
        if (source.Archive.Sha256 is null)
            return;
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 20];
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            cancel.ThrowIfCancellationRequested();
            sha.AppendData(buffer, 0, count);
            progress?.Report(new($"check {source.Name}", file.Position, file.Length));
        }
        var found = Convert.ToHexStringLower(sha.GetHashAndReset());
        if (!found.Equals(source.Archive.Sha256, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"its SHA-256 is {found} instead of {source.Archive.Sha256.ToLowerInvariant()}");
    }

    private static Uri AddressOf(IPublicSource source, FetchOptions options) =>
        options.Mirror is { } mirror ? new Uri($"{mirror.AbsoluteUri.TrimEnd('/')}/{source.ArchiveName}") : source.Archive.Url;

    private static string ByHand(IPublicSource source, FetchOptions options) =>
        $"download it by hand from {source.Archive.ByHand ?? source.Page}, "
        + $"put it at {Path.Combine(options.Out, source.ArchiveName)} and run this again";

    private static int FilesIn(string folder) => CollectionFiles.Below(folder, CancellationToken.None).Names.Count;

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A collection that is complete in its folder.</summary>
/// <param name="Source">The collection.</param>
/// <param name="Folder">The folder's path.</param>
/// <param name="Files">The number of files in the folder.</param>
/// <param name="WasThere">Whether the folder was complete before and nothing was downloaded.</param>
public sealed record FetchedSource(IPublicSource Source, string Folder, int Files, bool WasThere);

/// <summary>The settings of <see cref="SourceFetcher"/>.</summary>
public sealed record FetchOptions
{
    /// <summary>An address as <see cref="Mirror"/> takes it, for examples and errors.</summary>
    public const string MirrorExample = "https://files.hospital.example/xray";

    /// <summary>The folder in which every collection gets a folder of its own; created if missing.</summary>
    public required string Out { get; init; }

    /// <summary>The collections; by default those of <see cref="SourceCatalog.Paper"/>.</summary>
    public IReadOnlyList<IPublicSource> Sources { get; init; } = SourceCatalog.Paper;

    /// <summary>
    /// The address of a mirror that has every archive under its <see cref="IPublicSource.ArchiveName"/>; null for the publishers'
    /// addresses.
    /// </summary>
    public Uri? Mirror { get; init; }

    /// <summary>Attempts in a row without new bytes before a download fails, at least 1; default 5.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The wait before the second attempt; doubles with every further one, up to 30 s. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server may be silent before the connection counts as cut; default 60 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The limits of an archive.</summary>
    public UnpackLimits Limits { get; init; } = new();

    /// <summary>Reads the address of a mirror.</summary>
    /// <exception cref="InputException">It is not an http or https address.</exception>
    public static Uri ReadMirror(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")
            ? address
            : throw new InputException($"--mirror {text}: is not a web address; give one such as {MirrorExample}");
}
