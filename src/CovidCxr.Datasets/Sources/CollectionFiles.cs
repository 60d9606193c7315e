using CovidCxr.Imaging.Files;

namespace CovidCxr.Datasets.Sources;

/// <summary>
/// The files below a folder of a collection, each once: names that systems leave are passed by (<see cref="IgnoredNames"/>), links are
/// followed unless they lead back, and two names of one file count as one.
/// </summary>
internal sealed class CollectionFiles
{
    private readonly SortedDictionary<string, string> paths = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> secondNames = new(StringComparer.Ordinal);
    private readonly List<string> leadingBack = [];

    // The first name of every file, and the folders that were listed, by their real paths.
    private readonly Dictionary<string, string> nameOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> listed = new(StringComparer.Ordinal);

    // Links wait until everything real is listed: a file keeps its own name, whatever a link beside it is called.
    private readonly Queue<(string Folder, string Path, string Name)> folderLinks = new();
    private readonly Queue<(string Path, string Name)> fileLinks = new();
    private readonly string root;
    private readonly CancellationToken cancel;

    private CollectionFiles(string root, CancellationToken cancel) => (this.root, this.cancel) = (root, cancel);

    /// <summary>The names of the files inside the folder, with forward slashes, in ordinal order.</summary>
    public IReadOnlyCollection<string> Names => paths.Keys;

    /// <summary>Further names of files, each with the name in <see cref="Names"/> of the same file.</summary>
    public IReadOnlyDictionary<string, string> SecondNames => secondNames;

    /// <summary>The names of links to folders that were listed already or lie above; they were not followed.</summary>
    public IReadOnlyList<string> LeadingBack => leadingBack;

    /// <summary>Lists a folder at any depth; nothing is listed if it does not exist.</summary>
    /// <exception cref="IOException">A folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder cannot be listed.</exception>
    public static CollectionFiles Below(string folder, CancellationToken cancel)
    {
        var files = new CollectionFiles(RealPath.Of(folder), cancel);
        if (!Directory.Exists(folder))
            return files;
        files.List(files.root, "");
        while (files.folderLinks.TryDequeue(out var link))
            files.Follow(link.Folder, link.Path, link.Name);
        while (files.fileLinks.TryDequeue(out var link))
            files.Add(RealPath.Of(link.Path), link.Name);
        return files;
    }

    /// <summary>Whether a file has this first name.</summary>
    public bool Contains(string name) => paths.ContainsKey(name);

    /// <summary>The path of a file on this computer.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public string PathOf(string name) => paths[name];

    private void List(string folder, string name)
    {
        cancel.ThrowIfCancellationRequested();
        if (!listed.Add(folder))
            return;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (IgnoredNames.Contains(entry.Name))
                continue;
            var inside = name.Length == 0 ? entry.Name : $"{name}/{entry.Name}";
            var (isFolder, isLink) = (entry is DirectoryInfo, entry.LinkTarget is not null);
            if (isFolder && isLink)
                folderLinks.Enqueue((folder, entry.FullName, inside));
            else if (isFolder)
                List(entry.FullName, inside);
            else if (isLink)
                fileLinks.Enqueue((entry.FullName, inside));
            else
                Add(entry.FullName, inside);
        }
    }

    private void Follow(string folder, string link, string name)
    {
        var target = RealPath.Of(link);
        if (listed.Contains(target) || RealPath.IsIn(folder, target) || RealPath.IsIn(root, target))
            leadingBack.Add(name);
        else
            List(target, name);
    }

    private void Add(string realPath, string name)
    {
        if (nameOf.TryAdd(realPath, name))
            paths.Add(name, realPath);
        else
            secondNames.Add(name, nameOf[realPath]);
    }
}

/// <summary>Says that links were not followed.</summary>
internal static class LinkNote
{
    /// <summary>The note for the user, one line.</summary>
    /// <param name="source">The collection's short name.</param>
    /// <param name="link">The first of the links, inside the collection.</param>
    /// <param name="count">How many there are.</param>
    public static string Of(string source, string link, int count) => count == 1
        ? $"{source}: the link {link} leads back to a folder that is read already and was not followed"
        : $"{source}: {count} links lead back to folders that are read already and were not followed, first {link}";
}
