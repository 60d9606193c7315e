using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;

namespace CovidCxr.Datasets.Building;

/// <summary>
/// Builds a dataset from the public collections: read and reduce every picture, find duplicates, join their patients into
/// groups, divide the groups, write. The same input and seed give the same bytes, whatever the number of threads.
/// </summary>
public static class DatasetBuilder
{
    /// <summary>Builds a dataset; its folder appears only when it is whole.</summary>
    /// <param name="options">From what, into which folder, and how.</param>
    /// <param name="progress">Told about every image; may be null. Called from several threads.</param>
    /// <param name="cancel">Stops the build; nothing is left behind.</param>
    /// <returns>What was built.</returns>
    /// <exception cref="InputException">The sources, the folder or an option cannot be used, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was canceled.</exception>
    public static DatasetInfo Build(DatasetBuildOptions options, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        options.Check();
        var catalog = SourceCatalog.Find(options.Sources);
        var listing = catalog.Read(cancel);
        if (listing.Images.Count == 0)
            throw new InputException($"{options.Sources} holds tables but no usable image ({Reasons(listing.Skipped)}); get the collections again");
        using var folder = AtomicFolder.Begin(options.Out, Dataset.IsDataset, "dataset");
        try
        {
            return Build(options, catalog, listing, folder, progress, cancel);
        }
        catch (AggregateException e) when (e.InnerExceptions.FirstOrDefault(FileError.IsFileError) is { } diskError)
        {
            throw CannotWrite(options, diskError);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw CannotWrite(options, e);
        }
    }

    private static DatasetInfo Build(
        DatasetBuildOptions options,
        SourceCatalog catalog,
        SourceListing listing,
        AtomicFolder folder,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel)
    {
        var notes = new List<string>(catalog.Notes);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancel };
        var studies = options.Limit is { } limit ? PatientSample.Take(listing.Images, limit, options.Seed) : listing.Images;
        if (studies.Count < listing.Images.Count)
            notes.Add($"a sample of {studies.Count} of {listing.Images.Count} images, whole patients, for a first look only");

        var preparation = new ImagePreparation(Path.Combine(folder.Path, ".staged"), options.Size);
        var (images, unreadable) = preparation.Prepare(studies, parallel, progress);
        if (images.Count == 0)
            throw new InputException($"{options.Sources}: none of {studies.Count} images can be read; get the collections again");

        progress?.Report(new WorkProgress("finding duplicates", 0, images.Count));
        var sameXRay = DuplicateFinder.Find(images, preparation.ReadAgain, parallel);
        var groups = PatientGroups.Find(images, sameXRay);
        List<PlacedImage> placed = [.. images.Select((image, i) => new PlacedImage(image, groups[i], sameXRay.First(i)))];
        progress?.Report(new WorkProgress("finding duplicates", images.Count, images.Count));

        LabelConflicts.Remove(placed);
        var testCovid = TestCovid(options, listing.Images, placed, notes);
        Splitter.Place(placed, testCovid, options.Seed);
        var drawn = placed.Count(image => image.Removed is null && image.Split == DatasetSplit.Test && image.Class == Finding.Covid19);
        if (drawn != testCovid)
            notes.Add($"{drawn} COVID-19 images in test instead of {testCovid}: no whole patient groups come closer");

        var writer = new DatasetWriter(folder.Path);
        var info = writer.Write(placed, [.. listing.Skipped, .. unreadable], options, testCovid, catalog, notes, progress, cancel);
        folder.Commit();
        return info;
    }

    // A sample takes its share of test images; collections with no more images than wanted give the paper's share, a fifth.
    private static int TestCovid(DatasetBuildOptions options, IReadOnlyList<SourceImage> all, List<PlacedImage> placed, List<string> notes)
    {
        var listed = all.Count(study => study.Class == Finding.Covid19);
        var usable = placed.Count(image => image.IsKeptClass && image.Class == Finding.Covid19);
        if (usable == 0)
            return 0;
        var wanted = options.Limit is null ? options.TestCovid : (int)Math.Round((double)options.TestCovid * usable / listed);
        if (wanted < usable)
            return wanted;
        var share = (usable + 2) / 5;
        notes.Add($"{share} COVID-19 images in test instead of {wanted}: there are only {usable}, and some must be left to learn from");
        return share;
    }

    private static InputException CannotWrite(DatasetBuildOptions options, Exception error) =>
        FileError.CannotWrite(options.Out, error, "free space or choose another --out");

    private static string Reasons(IReadOnlyList<SkippedFile> skipped)
        => string.Join(", ", skipped.CountBy(file => file.Reason).OrderByDescending(reason => reason.Value).Select(reason => $"{reason.Value} {reason.Key}"));
}
