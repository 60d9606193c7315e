namespace CovidCxr.Datasets.Sources;

/// <summary>The files in a collection's folder <c>images</c>, and which of them a row of the table has named.</summary>
internal sealed class ImageFolder
{
    /// <summary>The folder's name.</summary>
    public const string FolderName = "images";

    private readonly string root;
    private readonly SortedDictionary<string, int?> claimedBy = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> byStem;

    /// <summary>Lists the folder once, so that no name in a table can lead outside it.</summary>
    public ImageFolder(string sourceFolder)
    {
        root = Path.Combine(sourceFolder, FolderName);
        if (Directory.Exists(root))
            foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
                claimedBy[Path.GetRelativePath(root, file).Replace('\\', '/')] = null;
        byStem = claimedBy.Keys.ToLookup(name => Path.GetFileNameWithoutExtension(name), StringComparer.Ordinal);
    }

    /// <summary>The file of this name; null if there is none.</summary>
    public string? WithName(string name) => claimedBy.ContainsKey(name) ? name : null;

    /// <summary>The first file of this name without its extension; null if there is none.</summary>
    public string? WithStem(string stem) => byStem[stem].FirstOrDefault();

    /// <summary>Marks a file as named by a row. Returns the row that named it before; null if none did.</summary>
    public int? Claim(string name, int row)
    {
        var earlier = claimedBy[name];
        claimedBy[name] ??= row;
        return earlier;
    }

    /// <summary>The files that no row has named, in alphabetical order.</summary>
    public IEnumerable<string> Unclaimed => claimedBy.Where(file => file.Value is null).Select(file => file.Key);

    /// <summary>The path of a file on this computer.</summary>
    public string PathOf(string name) => Path.Combine(root, name);
}
