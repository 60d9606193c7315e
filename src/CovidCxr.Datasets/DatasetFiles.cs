namespace CovidCxr.Datasets;

/// <summary>The names of a dataset's files and folders.</summary>
public static class DatasetFiles
{
    /// <summary>One row per image, see <see cref="DatasetImage"/>.</summary>
    public const string Manifest = "manifest.csv";

    /// <summary>Rows and files of the collections that are not usable, with reasons.</summary>
    public const string Skipped = "skipped.csv";

    /// <summary>Images that could be read and are left out, with reasons.</summary>
    public const string Removed = "removed.csv";

    /// <summary>Counts, seed and version, see <see cref="DatasetInfo"/>.</summary>
    public const string Info = "dataset.json";

    /// <summary>The checksums of all other files, in the format of <c>sha256sum -c</c>.</summary>
    public const string Checksums = "SHA256SUMS";

    /// <summary>The datasheet.</summary>
    public const string Datasheet = "README.md";

    /// <summary>The folder of a split: its name in lower case.</summary>
    public static string Folder(this DatasetSplit split) => split.ToString().ToLowerInvariant();
}
