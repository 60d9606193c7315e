using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Datasets;

/// <summary>The description of a dataset: the content of <c>dataset.json</c>. Holds no time and no local path.</summary>
public sealed record DatasetInfo
{
    /// <summary>The version of the product that built it.</summary>
    public required string Version { get; init; }

    /// <summary>Width and height of the images, pixels.</summary>
    public required int Size { get; init; }

    /// <summary>The seed of every draw.</summary>
    public required int Seed { get; init; }

    /// <summary>The wanted number of COVID-19 test images.</summary>
    public required int TestCovid { get; init; }

    /// <summary>The approximate size of the sample; null for a dataset of all images.</summary>
    public required int? Limit { get; init; }

    /// <summary>The short names of the collections that the dataset was built from.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>The short names of the collections that were missing.</summary>
    public required IReadOnlyList<string> MissingSources { get; init; }

    /// <summary>Images and groups per split and class.</summary>
    public required IReadOnlyList<ClassCount> Counts { get; init; }

    /// <summary>Images that could be read and are left out, per class and reason; <c>removed.csv</c> lists each.</summary>
    public required IReadOnlyList<RemovedCount> Removed { get; init; }

    /// <summary>Rows and files that are not usable, per source and reason; <c>skipped.csv</c> lists each.</summary>
    public required IReadOnlyList<SkippedCount> Skipped { get; init; }

    /// <summary>The number of images that repeat another image of the dataset.</summary>
    public required int Duplicates { get; init; }

    /// <summary>The number of groups with more than one patient, joined by a shared X-ray.</summary>
    public required int JoinedGroups { get; init; }

    /// <summary>Notes for the user, for example about a missing collection; one line each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>
    /// What went wrong without ending the build, for example a collection that lost nearly all of its images; one line each.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The names of the classes that the user left out, <c>--without</c>.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>The number of images of a class in a split.</summary>
    public int Count(DatasetSplit split, Finding finding)
        => Counts.FirstOrDefault(count => count.Split == split && count.Class == finding.Name())?.Images ?? 0;

    internal string ToJson() => Json.Write(this, Json.CamelCase);

    internal static DatasetInfo FromJson(byte[] json, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<DatasetInfo>(json, Json.CamelCase) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new InputException($"{name}: is not the description of a dataset; build the dataset again with 'dataset build'", e);
        }
    }
}

/// <summary>The number of images of one class in one split.</summary>
/// <param name="Split">The split.</param>
/// <param name="Class">A class of the paper; for controls the finding in its most frequent spelling.</param>
/// <param name="Images">Images.</param>
/// <param name="Groups">Patient groups with at least one such image.</param>
public sealed record ClassCount(DatasetSplit Split, string Class, int Images, int Groups);

/// <summary>The number of images of one class that were read and then left out, for one reason.</summary>
/// <param name="Class">A class of the paper; <c>control</c> for all controls together.</param>
/// <param name="Reason">One of <see cref="Splitting.RemovalReason"/>.</param>
/// <param name="Images">Images.</param>
public sealed record RemovedCount(string Class, string Reason, int Images);

/// <summary>The number of rows or files of one collection that are not usable, for one reason.</summary>
/// <param name="Source">The collection's short name.</param>
/// <param name="Reason">One of <see cref="CovidCxr.Datasets.Sources.SkipReason"/>.</param>
/// <param name="Files">Rows or files.</param>
public sealed record SkippedCount(string Source, string Reason, int Files);

/// <summary>The number of images, patients and groups of one class in one split: a cell of table 1.</summary>
/// <param name="Split">The split.</param>
/// <param name="Class">A finding's name; for controls the finding in its most frequent spelling.</param>
/// <param name="Images">Images, at least 1.</param>
/// <param name="Patients">Different patients among them.</param>
/// <param name="Groups">Different groups among them.</param>
public sealed record DatasetCount(DatasetSplit Split, string Class, int Images, int Patients, int Groups)
{
    /// <summary>Counts a manifest, ordered by split and then by class name.</summary>
    public static IReadOnlyList<DatasetCount> Of(IReadOnlyCollection<DatasetImage> images)
    {
        var classOf = Classes(images);
        return
        [
            .. images
                .GroupBy(image => (image.Split, Class: classOf(image)))
                .OrderBy(cell => cell.Key.Split)
                .ThenBy(cell => cell.Key.Class, StringComparer.Ordinal)
                .Select(cell => new DatasetCount(
                    cell.Key.Split,
                    cell.Key.Class,
                    cell.Count(),
                    cell.Select(image => image.Patient).Distinct().Count(),
                    cell.Select(image => image.Group).Distinct().Count())),
        ];
    }

    /// <summary>The class under which each of some images is counted: a control's finding has one spelling for all of them.</summary>
    internal static Func<DatasetImage, string> Classes(IEnumerable<DatasetImage> images)
    {
        var spelling = FindingSpelling.Of(images.Where(image => image.Split == DatasetSplit.Controls).Select(image => image.Class));
        return image => image.Split == DatasetSplit.Controls ? spelling.For(image.Class) : image.Class;
    }
}
