using System.IO.Enumeration;

namespace CovidCxr.Datasets.Sources;

/// <summary>The content of a collection: every row and file is in one of the two lists.</summary>
/// <param name="Images">The usable X-rays.</param>
/// <param name="Skipped">All other rows and files, each with its reason.</param>
public sealed record SourceListing(IReadOnlyList<SourceImage> Images, IReadOnlyList<SkippedFile> Skipped)
{
    /// <summary>What the user should know of how the collection was read, one line each; empty for one as published.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>
    /// The listing without the images of other licences, which are skipped. An image whose licence nobody says has none of them.
    /// </summary>
    /// <param name="patterns">The licences wanted, in any case, * for any letters and ? for one; none for all.</param>
    public SourceListing WithLicences(IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0)
            return this;
        bool IsWanted(SourceImage image) =>
            patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, image.Licence, ignoreCase: true));
        return this with
        {
            Images = [.. Images.Where(IsWanted)],
            Skipped =
            [
                .. Skipped,
                .. Images.Where(image => !IsWanted(image)).Select(image => new SkippedFile(
                    image.Source.Name, null, image.Original, SkipReason.Licence, image.Licence)),
            ],
        };
    }
}

/// <summary>Why a row or file is skipped: by what the table says, or because the image cannot be read.</summary>
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

    /// <summary>The finding speaks of COVID-19 but neither affirms nor denies it: <c>suspected COVID-19</c>.</summary>
    public const string UnclearFinding = "finding that leaves COVID-19 open";

    /// <summary>The picture is called COVID-19 although the patient's test was negative.</summary>
    public const string NegativeTest = "COVID-19 with a negative PCR test";

    /// <summary>The table names a file that does not exist.</summary>
    public const string NoFile = "row without its file";

    /// <summary>The table's name of the file fits several files, or several rows fit one file.</summary>
    public const string UnclearFile = "row that could mean another file";

    /// <summary>A file that the table does not name.</summary>
    public const string NoRow = "file without a row";

    /// <summary>An earlier row names the same file.</summary>
    public const string SecondRow = "second row of one file";

    /// <summary>A link to a file of the collection that is listed already.</summary>
    public const string SecondName = "second name of one file";

    /// <summary>The user wants images of other licences only.</summary>
    public const string Licence = "licence not wanted";

    /// <summary>The file is damaged, no image, or too small or large.</summary>
    public const string Unreadable = "unreadable image";
}

/// <summary>A row or file of a collection that does not become an image of the dataset.</summary>
/// <param name="Source">The collection's short name.</param>
/// <param name="Row">The line of the collection's table, the header being line 1; null for a file without a row.</param>
/// <param name="Original">The file's path inside the collection, with forward slashes; the file need not exist.</param>
/// <param name="Reason">One of <see cref="SkipReason"/>.</param>
/// <param name="Detail">The offending value or error; may be empty.</param>
public sealed record SkippedFile(string Source, int? Row, string Original, string Reason, string Detail);
