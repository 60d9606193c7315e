using CovidCxr.Core;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;

namespace CovidCxr.Datasets.Building;

/// <summary>Counts what a build came to.</summary>
internal static class DatasetSummary
{
    /// <summary>The description of a dataset.</summary>
    public static DatasetInfo Of(
        List<PlacedImage> placed,
        List<DatasetImage> images,
        List<SkippedFile> skipped,
        DatasetBuildOptions options,
        int testCovid,
        SourceCatalog catalog,
        List<string> notes)
        => new()
        {
            Version = ProductVersion.Number,
            Size = options.Size,
            Seed = options.Seed,
            TestCovid = testCovid,
            Limit = options.Limit,
            Sources = catalog.Found,
            MissingSources = catalog.Missing,
            Counts = [.. images.GroupBy(image => (image.Split, image.Class))
                .OrderBy(count => count.Key.Split).ThenBy(count => Findings.FromName(count.Key.Class)).ThenBy(count => count.Key.Class, StringComparer.Ordinal)
                .Select(count => new ClassCount(count.Key.Split, count.Key.Class, count.Count(), count.Select(image => image.Group).Distinct().Count()))],
            Removed = [.. placed.Where(image => image.Removed is not null)
                .GroupBy(image => (image.Class, Reason: image.Removed!))
                .OrderBy(count => count.Key.Class is null).ThenBy(count => count.Key.Class).ThenBy(count => count.Key.Reason, StringComparer.Ordinal)
                .Select(count => new RemovedCount(count.Key.Class?.Name() ?? "control", count.Key.Reason, count.Count()))],
            Skipped = [.. skipped.GroupBy(file => (file.Source, file.Reason))
                .OrderBy(count => count.Key.Source, StringComparer.Ordinal).ThenBy(count => count.Key.Reason, StringComparer.Ordinal)
                .Select(count => new SkippedCount(count.Key.Source, count.Key.Reason, count.Count()))],
            Duplicates = images.Count(image => image.DuplicateOf.Length > 0),
            JoinedGroups = placed.GroupBy(image => image.Group).Count(group => group.Select(image => image.Image.SourceImage.Patient).Distinct().Skip(1).Any()),
            Notes = notes,
        };
}
