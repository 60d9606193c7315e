using CovidCxr.Core.Storage;

namespace CovidCxr.Imaging.Files;

/// <summary>What a search found: an image file by its name, or a place that it could not search.</summary>
/// <param name="Path">The path; bytes that are not UTF-8 as <see cref="PathBytes"/> has them.</param>
/// <param name="Error">Why the path cannot be an image, on one line; null for a file that is still to be read.</param>
public readonly record struct FoundFile(string Path, string? Error = null);

/// <summary>
/// Finds the image files that paths stand for: a file stands for itself, a folder for all images below it, and a pattern
/// (<see cref="GlobPattern"/>) for all images that match it, in the order of their names. A file that lists images (DICOMDIR) stands for
/// these. Of files without an extension the beginning is read; nothing else is opened, and only the names of one folder at a time are in
/// memory. What cannot be searched is found with an error, and the search goes on.
/// </summary>
/// <param name="extensions">The extensions of images, each with its dot; named files need none of them.</param>
/// <param name="unnamed">The format whose images have no extension; null for none.</param>
public sealed class ImageSearch(IReadOnlyCollection<string> extensions, IUnnamedFormat? unnamed = null)
{
    /// <summary>The files of known kinds that folders and patterns held and that no decoder reads.</summary>
    public LeftOutFiles LeftOut { get; } = new();

    /// <summary>Finds the files while the caller enumerates the result.</summary>
    /// <param name="paths">
    /// Files, folders and patterns. A path that stands for no file is passed on, so that <see cref="ImageFiles.Read"/> says why.
    /// </param>
    public IEnumerable<FoundFile> Find(IEnumerable<string> paths) => paths.SelectMany(path => OrItself(path, FindOne(path)));

    private IEnumerable<FoundFile> FindOne(string path)
    {
        var kind = PathStatus.Of(path).Kind;
        if (kind == PathKind.Folder)
            return InFolder(path, new SearchTrail());
        if (kind != PathKind.Missing || !GlobPattern.IsPattern(path))
            return kind == PathKind.File && HeadIfUnnamed(path) is { } head && unnamed!.IsIndex(head) ? unnamed.FilesOf(path) : [new(path)];
        var trail = new SearchTrail();
        return GlobPattern.Match(path).SelectMany(match =>
            match.Error is not null ? [match]
            : PathStatus.Of(match.Path).Kind == PathKind.Folder ? InFolder(match.Path, trail)
            : IsImage(match.Path) ? [match]
            : Enumerable.Empty<FoundFile>());
    }

    private static IEnumerable<FoundFile> OrItself(string path, IEnumerable<FoundFile> found)
    {
        var any = false;
        foreach (var file in found)
        {
            any = true;
            yield return file;
        }
        if (!any)
            yield return new(path);
    }

    private IEnumerable<FoundFile> InFolder(string folder, SearchTrail trail)
    {
        var (names, error) = trail.Enter(folder);
        if (error is not null)
            yield return new(folder, error);
        if (names is null)
            yield break;
        foreach (var file in names.Files)
            if (file.Status.Kind == PathKind.File ? IsImage(file.Path) : IsWrong(file))
                yield return new(file.Path);
        foreach (var inner in names.Folders)
            foreach (var file in InFolder(inner.Path, trail))
                yield return file;
        trail.Leave();
    }

    // A pipe, device or socket, something the system hides, or a link to nothing that could have been an image or a folder of images.
    private bool IsWrong(FolderEntry entry) =>
        entry.Status.Kind != PathKind.Missing || Path.GetExtension(entry.Name).Length == 0 || IsImage(entry.Path);

    private bool IsImage(string path)
    {
        var extension = Path.GetExtension(path);
        if (extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            return true;
        // What an index lists lies in the same folder, and is found there.
        if (HeadIfUnnamed(path) is { } head && unnamed!.Recognizes(head))
            return !unnamed.IsIndex(head);
        LeftOut.Add(path);
        return false;
    }

    private byte[]? HeadIfUnnamed(string path) => unnamed is not null && FileHead.HasNoExtension(path) ? FileHead.Read(path) : null;
}

/// <summary>
/// The folders on the way to the one that is searched, and all that were: links neither lead in circles nor to images twice.
/// </summary>
internal sealed class SearchTrail
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> above = new(StringComparer.Ordinal);
    private readonly Stack<string> way = new();

    /// <summary>Enters a folder; <see cref="Leave"/> follows if there is a listing.</summary>
    /// <returns>What it holds, or why not; neither if it was searched before.</returns>
    public (FolderListing? Names, string? Error) Enter(string folder, bool ignored = false)
    {
        var shown = PathText.Brief(folder);
        var status = PathStatus.Of(folder.Length == 0 ? "." : folder);
        if (way.Count == 0)
            FindAbove(folder);
        if (status.Identity is { } identity)
        {
            if (way.Contains(identity) || above.Contains(identity))
                return (null, $"{shown} is a link back to a folder above it; its images are scored once: remove the link");
            if (!seen.Add(identity))
                return (null, null);
        }
        try
        {
            var names = FolderListing.Of(folder, ignored);
            way.Push(status.Identity ?? "");
            return (names, null);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            return (null, FileError.CannotRead(shown, e, "check the folder and its permissions").Message);
        }
    }

    // A link to a folder above the one where the search began leads back too.
    private void FindAbove(string folder)
    {
        above.Clear();
        if (OperatingSystem.IsWindows())
            return;
        for (var at = Path.Combine(folder, ".."); PathStatus.Of(at).Identity is { } identity && above.Add(identity);)
            at += "/..";
        if (PathStatus.Of(folder.Length == 0 ? "." : folder).Identity is { } self)
            above.Remove(self); // the root folder is above itself
    }

    /// <summary>Leaves the last folder that was entered.</summary>
    public void Leave() => way.Pop();
}
