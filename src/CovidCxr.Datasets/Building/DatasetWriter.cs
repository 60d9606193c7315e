using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;

namespace CovidCxr.Datasets.Building;

/// <summary>Writes the placed images and all tables to a folder.</summary>
internal sealed class DatasetWriter(string folder, DatasetBuildOptions options, SourceCatalog catalog)
{
    /// <summary>Writes everything. The staged images are moved, not copied.</summary>
    /// <param name="placed">All images that could be read, removed ones too; at least one.</param>
    /// <param name="skipped">All other rows and files.</param>
    /// <param name="testCovid">The wanted number of COVID-19 images in test.</param>
    /// <param name="remarks">What else a user should know.</param>
    /// <param name="progress">Reports each written image; may be null.</param>
    /// <param name="cancel">Stops between two images.</param>
    public DatasetInfo Write(
        IReadOnlyList<PlacedImage> placed,
        IReadOnlyList<SkippedFile> skipped,
        int testCovid,
        DatasetRemarks remarks,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel)
    {
        var rows = ManifestRows.Of(placed);
        var sums = MoveImages(placed, rows, progress, cancel);
        List<DatasetImage> images = [.. ManifestRows.InOrder(rows)];
        var info = Describe(placed, images, skipped, testCovid, remarks);

        Manifest.Write(In(DatasetFiles.Manifest), images);
        WriteSkipped(skipped);
        WriteRemoved(placed, rows);
        File.WriteAllText(In(DatasetFiles.Info), info.ToJson());
        File.WriteAllText(In(DatasetFiles.Datasheet), Datasheet.Of(info, images, catalog.Sources));
        string[] tables = [DatasetFiles.Manifest, DatasetFiles.Skipped, DatasetFiles.Removed, DatasetFiles.Info, DatasetFiles.Datasheet];
        foreach (var table in tables)
            sums[table] = Checksums.Of(File.ReadAllBytes(In(table)));
        Checksums.Write(In(DatasetFiles.Checksums), sums);
        return info;
    }

    private Dictionary<string, string> MoveImages(
        IReadOnlyList<PlacedImage> placed, DatasetImage?[] rows, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < placed.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var staged = placed[i].Hashed;
            if (rows[i] is { } row)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(In(row.Path))!);
                File.Move(staged.StagedPath, In(row.Path));
                sums[row.Path] = staged.StagedSha256;
            }
            else
            {
                File.Delete(staged.StagedPath);
            }

            progress?.Report(new WorkProgress("writing the dataset", i + 1, placed.Count));
        }

        Directory.Delete(Path.GetDirectoryName(placed[0].Hashed.StagedPath)!);
        return sums;
    }

    private DatasetInfo Describe(
        IReadOnlyList<PlacedImage> placed,
        List<DatasetImage> images,
        IReadOnlyList<SkippedFile> skipped,
        int testCovid,
        DatasetRemarks remarks)
    {
        var classOf = DatasetCount.Classes(images);
        return new()
        {
            Version = ProductVersion.Number,
            Size = options.Size,
            Seed = options.Seed,
            TestCovid = testCovid,
            Limit = options.Limit,
            Sources = catalog.Found,
            MissingSources = catalog.Missing,
            Counts = [.. images.GroupBy(image => (image.Split, Class: classOf(image)))
                .OrderBy(cell => cell.Key.Split)
                .ThenBy(cell => Findings.FromName(cell.Key.Class))
                .ThenBy(cell => cell.Key.Class, StringComparer.Ordinal)
                .Select(cell => new ClassCount(
                    cell.Key.Split, cell.Key.Class, cell.Count(), cell.Select(image => image.Group).Distinct().Count()))],
            Removed = [.. placed.Where(image => image.Removed is not null)
                .GroupBy(image => (image.IsControl, image.Class, Reason: image.Removed!))
                .OrderBy(cell => cell.Key.IsControl)
                .ThenBy(cell => cell.Key.Class)
                .ThenBy(cell => cell.Key.Reason, StringComparer.Ordinal)
                .Select(cell => new RemovedCount(cell.Key.Class?.Name() ?? "control", cell.Key.Reason, cell.Count()))],
            Skipped = [.. skipped.GroupBy(file => (file.Source, file.Reason))
                .OrderBy(cell => cell.Key.Source, StringComparer.Ordinal)
                .ThenBy(cell => cell.Key.Reason, StringComparer.Ordinal)
                .Select(cell => new SkippedCount(cell.Key.Source, cell.Key.Reason, cell.Count()))],
            Duplicates = images.Count(image => image.DuplicateOf.Length > 0),
            JoinedGroups = placed.GroupBy(image => image.Group)
                .Count(group => group.Select(image => image.SourceImage.Patient).Distinct().Skip(1).Any()),
            Notes = remarks.Notes,
            Warnings = remarks.Warnings,
            Without = [.. options.Without.Order().Select(finding => finding.Name())],
        };
    }

    private void WriteSkipped(IReadOnlyList<SkippedFile> skipped)
        => File.WriteAllText(In(DatasetFiles.Skipped), Csv.Table(
            ["source", "row", "original", "reason", "detail"],
            skipped.OrderBy(file => file.Source, StringComparer.Ordinal)
                .ThenBy(file => file.Original, StringComparer.Ordinal)
                .ThenBy(file => file.Row)
                .Select(file => (IEnumerable<string>)[file.Source, $"{file.Row}", file.Original, file.Reason, file.Detail])));

    private void WriteRemoved(IReadOnlyList<PlacedImage> placed, DatasetImage?[] rows)
    {
        var firstKept = ManifestRows.FirstKept(placed, rows);
        File.WriteAllText(In(DatasetFiles.Removed), Csv.Table(
            ["source", "original", "class", "finding", "patient", "group", "split", "sha256", "duplicate_of", "reason"],
            placed.Where(image => image.Removed is not null)
                .OrderBy(image => image.SourceImage.Source.Name, StringComparer.Ordinal)
                .ThenBy(image => image.SourceImage.Original, StringComparer.Ordinal)
                .Select(image => Row(image, image.SourceImage))));

        IEnumerable<string> Row(PlacedImage placed, SourceImage image) =>
        [
            image.Source.Name, image.Original, ManifestRows.ClassName(image.Label), image.FindingAsWritten, image.Patient, placed.Group,
            placed.Split?.Folder() ?? "", placed.Hashed.Sha256, firstKept.GetValueOrDefault(placed.SameXRay, ""), placed.Removed!,
        ];
    }

    private string In(string name) => Path.Combine(folder, name);
}

/// <summary>What else a user should know of a build.</summary>
/// <param name="Notes">What is as it is, one line each.</param>
/// <param name="Warnings">What went wrong without ending the build, one line each.</param>
internal sealed record DatasetRemarks(IReadOnlyList<string> Notes, IReadOnlyList<string> Warnings);
