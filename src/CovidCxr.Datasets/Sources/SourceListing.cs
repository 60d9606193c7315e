namespace CovidCxr.Datasets.Sources;

/// <summary>What a collection holds: every row and file of it is in one of the two lists.</summary>
/// <param name="Images">The usable X-rays.</param>
/// <param name="Skipped">The rest, each with its reason.</param>
public sealed record SourceListing(IReadOnlyList<SourceImage> Images, IReadOnlyList<SkippedFile> Skipped);

/// <summary>Why a row or file is left out before its picture is looked at, or because the picture cannot be read.</summary>
public static class SkipReason
{
    /// <summary>A CT slice or volume.</summary>
    public const string NotAnXRay = "not an X-ray";

    /// <summary>A lateral or another view that is not frontal.</summary>
    public const string NotFrontal = "not a frontal view";

    /// <summary>The view is blank or a question mark.</summary>
    public const string UnknownView = "unknown view";

    /// <summary>The finding is blank, <c>todo</c> or <c>Unknown</c>.</summary>
    public const string UnknownFinding = "unknown finding";

    /// <summary>The table names a file that is not there.</summary>
    public const string NoFile = "row without its file";

    /// <summary>A file that the table does not name.</summary>
    public const string NoRow = "file without a row";

    /// <summary>An earlier row names the same file.</summary>
    public const string SecondRow = "second row of one file";

    /// <summary>The picture is damaged, no picture at all, or too small or large.</summary>
    public const string Unreadable = "unreadable image";
}

/// <summary>A row or file of a collection that does not become an image of the dataset.</summary>
/// <param name="Source">The collection's short name.</param>
/// <param name="Row">The line of the collection's table, 1 the heading; null for a file that has none.</param>
/// <param name="Original">The file's path inside its collection, with forward slashes; it need not exist.</param>
/// <param name="Reason">One of <see cref="SkipReason"/>'s.</param>
/// <param name="Detail">What exactly was found; may be empty.</param>
public sealed record SkippedFile(string Source, int? Row, string Original, string Reason, string Detail);
