using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;

namespace CovidCxr.Datasets.Building;

/// <summary>Writes the placed pictures and all tables into a folder.</summary>
internal sealed class DatasetWriter(string folder)
{
    /// <summary>Writes everything; the staged pictures are moved, not copied.</summary>
    public DatasetInfo Write(
        List<PlacedImage> placed,
        List<SkippedFile> skipped,
        DatasetBuildOptions options,
        int testCovid,
        SourceCatalog catalog,
        List<string> notes,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel)
    {
        var rows = ManifestRows.Of(placed);
        var sums = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < placed.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            if (rows[i] is { } row)
            {
                var path = Path.Combine(folder, row.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.Move(placed[i].Image.StagedPath, path);
                sums[row.Path] = placed[i].Image.StagedSha256;
            }
            else
            {
                File.Delete(placed[i].Image.StagedPath);
            }

            progress?.Report(new WorkProgress("writing the dataset", i + 1, placed.Count));
        }

        Directory.Delete(Path.GetDirectoryName(placed[0].Image.StagedPath)!);
        List<DatasetImage> images = [.. ManifestRows.InOrder(rows)];
        var info = DatasetSummary.Of(placed, images, skipped, options, testCovid, catalog, notes);

        Manifest.Write(In(DatasetFiles.Manifest), images);
        WriteSkipped(skipped);
        WriteRemoved(placed, rows);
        File.WriteAllText(In(DatasetFiles.Info), info.ToJson());
        File.WriteAllText(In(DatasetFiles.Datasheet), Datasheet.Of(info, images));
        string[] tables = [DatasetFiles.Manifest, DatasetFiles.Skipped, DatasetFiles.Removed, DatasetFiles.Info, DatasetFiles.Datasheet];
        foreach (var table in tables)
            sums[table] = Checksums.Of(File.ReadAllBytes(In(table)));
        Checksums.Write(In(DatasetFiles.Checksums), sums);
        return info;
    }

    private void WriteSkipped(List<SkippedFile> skipped)
        => File.WriteAllText(In(DatasetFiles.Skipped), Csv.Table(
            ["source", "row", "original", "reason", "detail"],
            skipped.OrderBy(file => file.Source, StringComparer.Ordinal).ThenBy(file => file.Original, StringComparer.Ordinal).ThenBy(file => file.Row)
                .Select(file => (IEnumerable<string>)[file.Source, $"{file.Row}", file.Original, file.Reason, file.Detail])));

    private void WriteRemoved(List<PlacedImage> placed, DatasetImage?[] rows)
    {
        var firstKept = ManifestRows.FirstKept(placed, rows);
        File.WriteAllText(In(DatasetFiles.Removed), Csv.Table(
            ["source", "original", "class", "finding", "patient", "group", "split", "sha256", "duplicate_of", "reason"],
            placed.Where(image => image.Removed is not null)
                .OrderBy(image => image.Image.SourceImage.Source, StringComparer.Ordinal).ThenBy(image => image.Image.SourceImage.Original, StringComparer.Ordinal)
                .Select(image => (IEnumerable<string>)
                [
                    image.Image.SourceImage.Source, image.Image.SourceImage.Original, ManifestRows.ClassName(image.Image.SourceImage),
                    image.Image.SourceImage.FindingAsWritten, image.Image.SourceImage.Patient, image.Group, image.Split?.Folder() ?? "",
                    image.Image.Sha256, firstKept.GetValueOrDefault(image.SameXRay, ""), image.Removed!,
                ])));
    }

    private string In(string name) => Path.Combine(folder, name);
}
