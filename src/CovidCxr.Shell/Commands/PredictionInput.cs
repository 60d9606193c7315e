using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Imaging.Files;

namespace CovidCxr.Shell.Commands;

/// <summary>Finds the images that <c>predict</c> is asked to score.</summary>
/// <param name="paths">Files, folders and patterns; <c>-</c> for a list from standard input.</param>
/// <param name="list">A file or pipe with one path per line, <c>-</c> for standard input, or null.</param>
/// <param name="decoders">Know which files of folders and patterns are images.</param>
internal sealed class PredictionInput(IReadOnlyList<string> paths, string? list, ImageDecoders decoders)
{
    private const string StandardInput = "-";

    private readonly ImageSearch search = new(decoders.Extensions, decoders.Unnamed);

    /// <summary>One line about files of known kinds that no decoder reads, once all images were listed; null if there were none.</summary>
    public string? LeftOut => search.LeftOut.Summary;

    /// <summary>Whether the images can be counted before they are scored: a list of paths arrives line by line.</summary>
    public bool IsCountable => list is null && !paths.Contains(StandardInput);

    /// <summary>Lists the images lazily: first those of the paths and patterns, then those of the list.</summary>
    /// <exception cref="InputException">The list does not exist, or standard input is named twice.</exception>
    public IEnumerable<FoundFile> Files()
    {
        if (list is not (null or StandardInput))
            CheckList(list);
        var all = paths.Concat(list is null ? [] : [list]).Count(path => path == StandardInput);
        if (all > 1)
            throw new InputException("standard input is named more than once; give - once");
        return Read();
    }

    /// <summary>Counts the images, without a look into any that its name shows to be one.</summary>
    /// <param name="cancel">Stops between two.</param>
    public long Count(CancellationToken cancel) =>
        new ImageSearch(decoders.Extensions, decoders.Unnamed).Find(paths).TakeWhile(_ => !cancel.IsCancellationRequested).LongCount();

    private IEnumerable<FoundFile> Read()
    {
        foreach (var path in paths)
            foreach (var file in path == StandardInput ? InList(Console.OpenStandardInput()) : search.Find([path]))
                yield return file;
        if (list is null)
            yield break;
        using var stream = list == StandardInput ? Console.OpenStandardInput() : OpenList(list);
        foreach (var file in InList(stream))
            yield return file;
    }

    private IEnumerable<FoundFile> InList(Stream stream) =>
        PathList.Read(stream).SelectMany(line => line.Error is null ? search.Find([line.Path]) : [line]);

    private static void CheckList(string list)
    {
        var status = PathStatus.Of(list);
        const string remedy = "give a file with one path per line, or - for standard input";
        if (status.Kind is PathKind.Missing)
            throw new InputException($"--from {list}: does not exist; {remedy}");
        if (status.Kind is PathKind.Folder or PathKind.Socket or PathKind.Disk)
            throw new InputException($"--from {list}: is {status.Kind.Words()}; {remedy}");
        if (status.Kind is PathKind.File)
            OpenList(list).Dispose();
    }

    // A list may be a pipe, which waits here for its writer.
    private static Stream OpenList(string list)
    {
        try
        {
            return PathStatus.Of(list).Kind == PathKind.File
                ? RegularFile.Open(list)
                : new FileStream(list, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw FileError.CannotRead($"--from {list}", e);
        }
    }
}
