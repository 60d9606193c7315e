namespace CovidCxr.Datasets.Sources;

/// <summary>The files in a collection's folder of images, and which row of the table has which of them.</summary>
internal sealed class ImageFolder
{
    /// <summary>The folder's name in most collections.</summary>
    public const string FolderName = "images";

    private readonly FileNames names;
    private readonly Dictionary<string, (int Row, bool Exactly)> rowOf = new(StringComparer.Ordinal);

    /// <summary>Lists the folder once, so that no name in a table can lead outside it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancel">Stops between two folders.</param>
    public ImageFolder(string folder, CancellationToken cancel)
    {
        Files = CollectionFiles.Below(folder, cancel);
        names = new FileNames(Files);
    }

    /// <summary>All files below the folder.</summary>
    public CollectionFiles Files { get; }

    /// <summary>The files that no row has named, in ordinal order.</summary>
    public IEnumerable<string> Unclaimed => Files.Names.Where(name => !rowOf.ContainsKey(name));

    /// <summary>
    /// Finds the file of every row: by its exact name first, whatever the order of the rows, and then as <see cref="FileNames.Like"/>
    /// does, where one row and one file fit each other alone.
    /// </summary>
    /// <param name="rows">The number of every row, and the name of its file.</param>
    /// <param name="isStem">Whether the collection names its files without their ending.</param>
    /// <returns>One match for each row, in their order.</returns>
    public IReadOnlyList<FileMatch> Match(IReadOnlyList<(int Number, string Name)> rows, bool isStem)
    {
        var matches = new FileMatch?[rows.Count];
        for (var i = 0; i < rows.Count; i++)
            if ((isStem ? names.WithStem(rows[i].Name) : names.Named(rows[i].Name)) is { } file)
                matches[i] = Claim(file, rows[i].Number, isLoose: false);

        var like = rows.Index().Where(row => matches[row.Index] is null).ToDictionary(row => row.Index, row => names.Like(row.Item.Name));
        var wanted = like.Where(row => row.Value is [_]).ToLookup(row => row.Value[0], row => rows[row.Key]);
        foreach (var (index, files) in like)
            matches[index] = files switch
            {
                [] => FileMatch.None(rows[index].Name.Length == 0 ? "the row names no file" : ""),
                [var file] => Loosely(file, rows[index].Number, [.. wanted[file]]),
                _ => FileMatch.Unclear($"could be {string.Join(", ", files)}"),
            };
        return matches!;
    }

    private FileMatch Loosely(string file, int row, IReadOnlyList<(int Number, string Name)> rivals)
    {
        if (rowOf.TryGetValue(file, out var first) && first.Exactly)
            return FileMatch.None($"{file} is that of row {first.Row}");
        return rivals.Select(rival => FileNames.Plain(rival.Name)).Distinct().Skip(1).Any()
            ? FileMatch.Unclear($"{file} could be that of rows {string.Join(", ", rivals.Select(rival => rival.Number))}")
            : Claim(file, row, isLoose: true);
    }

    private FileMatch Claim(string file, int row, bool isLoose) =>
        rowOf.TryAdd(file, (row, !isLoose)) ? new FileMatch(file, isLoose) : FileMatch.Second(rowOf[file].Row);
}

/// <summary>The file that a row of a table means, or why it has none.</summary>
/// <param name="File">The file's name below <c>images</c>; null if the row has none of its own.</param>
/// <param name="IsLoose">Whether the row writes the name in another way.</param>
internal sealed record FileMatch(string? File, bool IsLoose)
{
    /// <summary>One of <see cref="SkipReason"/>; null for a match.</summary>
    public string? Problem { get; private init; }

    /// <summary>What else is known of the problem; may be empty.</summary>
    public string Detail { get; private init; } = "";

    /// <summary>No file has the name.</summary>
    public static FileMatch None(string detail) => new(null, false) { Problem = SkipReason.NoFile, Detail = detail };

    /// <summary>An earlier row has the file.</summary>
    public static FileMatch Second(int row) => new(null, false) { Problem = SkipReason.SecondRow, Detail = $"the first is row {row}" };

    /// <summary>Several files, or several rows, fit.</summary>
    public static FileMatch Unclear(string detail) => new(null, false) { Problem = SkipReason.UnclearFile, Detail = detail };
}
