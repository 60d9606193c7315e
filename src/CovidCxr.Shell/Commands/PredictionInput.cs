using CovidCxr.Core;
using CovidCxr.Imaging.Files;

namespace CovidCxr.Shell.Commands;

/// <summary>Finds the images that <c>predict</c> is asked to score.</summary>
internal static class PredictionInput
{
    private const string StandardInput = "-";

    /// <summary>Lists the images lazily: first those of the paths and patterns, then those of the list.</summary>
    /// <param name="paths">Files, folders and patterns; <c>-</c> for a list from standard input.</param>
    /// <param name="list">A file with one path per line, <c>-</c> for standard input, or null.</param>
    /// <param name="extensions">The extensions of images, for folders and patterns.</param>
    /// <exception cref="InputException">The list does not exist, or standard input is named twice.</exception>
    public static IEnumerable<string> Files(IReadOnlyList<string> paths, string? list, IReadOnlyCollection<string> extensions)
    {
        if (list is not (null or StandardInput) && !File.Exists(list))
            throw new InputException($"--from {list}: does not exist; give a file with one path per line, or - for standard input");
        var all = paths.Concat(list is null ? [] : [list]).Count(path => path == StandardInput);
        if (all > 1)
            throw new InputException("standard input is named more than once; give - once");
        return Read(paths, list, extensions);
    }

    private static IEnumerable<string> Read(IReadOnlyList<string> paths, string? list, IReadOnlyCollection<string> extensions)
    {
        foreach (var path in paths)
            foreach (var file in path == StandardInput ? InList(Console.In, extensions) : ImageFiles.Find([path], extensions))
                yield return file;
        if (list is null)
            yield break;
        using var text = list == StandardInput ? Console.In : File.OpenText(list);
        foreach (var file in InList(text, extensions))
            yield return file;
    }

    private static IEnumerable<string> InList(TextReader text, IReadOnlyCollection<string> extensions) =>
        ImageFiles.Find(ImageFiles.InList(text), extensions);
}
