using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Labeled;
using CovidCxr.Datasets.Sources;
using CovidCxr.Datasets.Splitting;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Datasets.Building;

/// <summary>
/// Builds a dataset from the public collections: reads and reduces every image, finds duplicates, joins their patients into groups,
/// splits the groups and writes the result. The same input and seed give the same bytes for any number of threads.
/// </summary>
public static class DatasetBuilder
{
    /// <summary>Builds a dataset. Its folder appears only once it is complete.</summary>
    /// <param name="options">The collections, the folder and the settings.</param>
    /// <param name="progress">Reports every image from several threads; may be null.</param>
    /// <param name="cancel">Stops the build and leaves nothing behind.</param>
    /// <returns>The description of the dataset.</returns>
    /// <exception cref="InputException">The collections, the folder or an option is invalid, or the disk is full.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was canceled.</exception>
    public static DatasetInfo Build(DatasetBuildOptions options, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        options.Check();
        var catalog = Catalog(options, cancel);
        var listing = catalog.Read(cancel);
        if (options.Relabel is { } relabel)
            listing = Relabeling.Read(relabel).Apply(listing);
        var licences = listing.Images.Select(image => image.Licence).Where(licence => licence.Length > 0).Distinct().Order();
        listing = listing.WithLicences(options.Licences);
        if (listing.Images.Count == 0 && options.Licences.Count > 0)
            throw new InputException(
                $"--licence {string.Join(' ', options.Licences)}: fits no image; they have {string.Join("; ", licences)}");
        if (listing.Images.Count == 0)
        {
            throw new InputException(
                $"{options.Input}: holds tables but no usable image ({CollectionLosses.Reasons(listing.Skipped)}); "
                + "get the collections again");
        }

        // Asked here too, because nothing that follows brings images of a class that no collection lists.
        CheckClasses(
            options, catalog, new CollectionLosses(listing.Images, listing.Skipped),
            (_, finding) => listing.Images.Any(image => image.Label.Class == finding));

        using var folder = AtomicFolder.Begin(options.Out, EarlierDataset.MayBeReplaced, "dataset");
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

    private static SourceCatalog Catalog(DatasetBuildOptions options, CancellationToken cancel)
    {
        var catalog = SourceCatalog.None;
        if (options.Sources is { } sources)
        {
            catalog = SourceCatalog.Find(sources, options.Collections, options.Decoders, cancel);
            RealPath.CheckApart(options.Out, "--sources", sources, catalog.Folders);
        }

        if (options.Own is not { } own)
            return catalog;
        // A dataset may lie beside a table, among whose images it does not look.
        if (Directory.Exists(own.Path))
            RealPath.CheckApart(options.Out, "--own", own.Path, []);
        return catalog.With(own, own.Path);
    }

    private static DatasetInfo Build(
        DatasetBuildOptions options,
        SourceCatalog catalog,
        SourceListing listing,
        AtomicFolder folder,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel)
    {
        List<string> notes = [.. catalog.Notes, .. listing.Notes];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancel };
        var taken = options.Limit is { } limit ? PatientSample.Take(listing.Images, limit, options.Seed) : listing.Images;
        if (taken.Count < listing.Images.Count)
            notes.Add($"a sample of {taken.Count} of {listing.Images.Count} images, whole patients, for a first look only");

        var preparation = new ImagePreparation(Path.Combine(folder.Path, ".staged"), options.Size, options.Decoders);
        var (images, unreadable) = preparation.Prepare(taken, parallel, progress);
        notes.AddRange(preparation.Notes);
        if (images.Count == 0)
            throw new InputException($"{options.Input}: none of {taken.Count} images can be read; get the collections again");

        progress?.Report(new WorkProgress("finding duplicates", 0, images.Count));
        var pairs = DuplicateFinder.Find(images, preparation.ReadAgain, parallel);
        progress?.Report(new WorkProgress("finding duplicates", images.Count, images.Count));
        // The paper's collections are listed first, and are divided as if there were no others. Without them, all are divided alike.
        var hasPaper = listing.Images.Any(image => image.Source.IsOfThePaper);
        bool IsFirst(SourceImage image) => image.Source.IsOfThePaper || !hasPaper;
        var paper = images.TakeWhile(image => IsFirst(image.SourceImage)).ToList();
        var placed = Placed(paper, pairs);
        var further = Placed(images, pairs)[paper.Count..];

        foreach (var part in (IReadOnlyList<PlacedImage>[])[placed, further])
        {
            LabelConflicts.Remove(part);
            // Only now: a picture that another copy calls Normal is no COVID-19, whether or not Normal is wanted.
            foreach (var image in part.Where(image => image is { Removed: null, Class: { } finding } && options.Without.Contains(finding)))
                image.Removed = RemovalReason.LeftOut;
        }

        var testCovid = TestCovid(
            options, [.. listing.Images.Where(IsFirst)], placed, notes);
        Splitter.Place(placed, testCovid, options.Seed);
        if (further.Count > 0)
        {
            var groups = PatientGroups.Find(images, DisjointSets.Of(images.Count, pairs));
            var groupOf = placed.Index().ToDictionary(image => image.Item, image => groups[image.Index]);
            FurtherPlacement.Place(placed, further, image => groupOf[image], options.Seed);
            placed.AddRange(further);
        }

        var drawn = placed.Count(image => image is { Removed: null, Split: DatasetSplit.Test, SourceImage.CountsTowardTestCovid: true });
        if (drawn != testCovid)
            notes.Add($"{drawn} COVID-19 images in test instead of {testCovid}: no whole patient groups come closer");

        IReadOnlyList<SkippedFile> skipped = [.. listing.Skipped, .. unreadable];
        var lost = unreadable.Select(file => (file.Source, file.Original)).ToHashSet();
        var losses = new CollectionLosses(
            listing.Images.Where(image => !lost.Contains((image.Source.Name, image.Original))), skipped);
        var kept = placed.Where(image => image.Removed is null).Select(image => (image.Split, image.Class)).ToHashSet();
        CheckClasses(options, catalog, losses, (split, finding) => kept.Contains((split, finding)));

        var writer = new DatasetWriter(folder.Path, options, catalog);
        var losing = losses.Lines(catalog.Found).ToLookup(line => line.IsAlarming, line => line.Line);
        var remarks = new DatasetRemarks([.. notes, .. losing[false]], [.. losing[true]]);
        var info = writer.Write(placed, skipped, testCovid, remarks, progress, cancel);
        folder.Commit();
        return info;
    }

    private static List<PlacedImage> Placed(IReadOnlyList<HashedImage> images, IReadOnlyList<(int A, int B)> pairs)
    {
        var sameXRay = DisjointSets.Of(images.Count, pairs);
        var groups = PatientGroups.Find(images, sameXRay);
        return [.. images.Select((image, i) => new PlacedImage(image, groups[i], sameXRay.First(i)))];
    }

    // A sample takes its share of test images; collections with no more images than wanted give the paper's share, a fifth.
    private static int TestCovid(
        DatasetBuildOptions options, IReadOnlyList<SourceImage> all, IReadOnlyList<PlacedImage> placed, List<string> notes)
    {
        var listed = all.Count(image => image.CountsTowardTestCovid);
        var usable = placed.Count(image => image.Removed is null && image.SourceImage.CountsTowardTestCovid);
        if (usable == 0)
            return 0;
        var wanted = options.Limit is null ? options.TestCovid : (int)Math.Round((double)options.TestCovid * usable / listed);
        if (wanted < usable)
            return wanted;
        var share = (usable + 2) / 5;
        notes.Add($"{share} COVID-19 images in test instead of {wanted}: there are only {usable}, and some must be left to learn from");
        return share;
    }

    private static void CheckClasses(
        DatasetBuildOptions options, SourceCatalog catalog, CollectionLosses losses, Func<DatasetSplit, Finding, bool> has) =>
        ClassRule.Check(
            options.Input,
            has,
            options.Without,
            classes => options.TestCovid == 0 && has(DatasetSplit.Train, Finding.Covid19) && classes.Contains(Finding.Covid19)
                ? "--test-covid 0 leaves none for it; give 1 or more"
                : losses.Advice(classes, catalog));

    private static InputException CannotWrite(DatasetBuildOptions options, Exception error)
        => FileError.CannotWrite($"--out {options.Out}", error, "free some disk space or choose another folder");
}

/// <summary>The collections that <see cref="DatasetBuilder"/> reads, the dataset's folder and the settings.</summary>
public sealed record DatasetBuildOptions
{
    /// <summary>The folder that holds the public collections, or one of them; null for <see cref="Own"/> alone.</summary>
    public string? Sources { get; init; }

    /// <summary>The user's own images; by default none.</summary>
    public OwnImages? Own { get; init; }

    /// <summary>The dataset's folder: new, empty, or a dataset, which is then replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Width and height of the prepared images, pixels; 32 to 1024, by default 256.</summary>
    public int Size { get; init; } = 256;

    /// <summary>The seed of every draw, by default 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The number of COVID-19 images in test, at least 0, by default 100 as in the paper. If the collections hold no more than that,
    /// a fifth of them, the paper's share, is drawn instead, and the dataset's notes say so.
    /// </summary>
    public int TestCovid { get; init; } = 100;

    /// <summary>The approximate size of a small sample for a first look, at least 100 images; by default null, for all images.</summary>
    public int? Limit { get; init; }

    /// <summary>Images to read at once, at least 1; by default the number of processors. The result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The decoders that read the collections' images, by default <see cref="ImageDecoders.Default"/>.</summary>
    public ImageDecoders Decoders { get; init; } = ImageDecoders.Default;

    /// <summary>The classes to leave out, at most two; by default none. They need no image, and images of them are not learned.</summary>
    public IReadOnlyList<Finding> Without { get; init; } = [];

    /// <summary>The collections to look for, by default those of the paper.</summary>
    public IReadOnlyList<IPublicSource> Collections { get; init; } = SourceCatalog.Paper;

    /// <summary>The licences wanted, with * and ?; by default all (<see cref="SourceListing.WithLicences"/>).</summary>
    public IReadOnlyList<string> Licences { get; init; } = [];

    /// <summary>A table of better labels (<see cref="Relabeling"/>), which override those of the collections; by default none.</summary>
    public string? Relabel { get; init; }

    /// <summary>Where the images come from, for errors.</summary>
    internal string Input => string.Join(
        " ", new[] { Sources is null ? null : $"--sources {Sources}", Own is null ? null : $"--own {Own.Path}" }.OfType<string>());

    internal void Check()
    {
        if (Sources is null && Own is null)
            throw new InputException("give --sources <folder of the collections>, --own <your images>, or both");
        if (Size is < 32 or > 1024)
            throw new InputException($"--size {Size}: choose 32 to 1024 pixels");
        if (TestCovid < 0)
            throw new InputException($"--test-covid {TestCovid}: choose 0 or more images");
        if (Limit is < 100)
            throw new InputException($"--limit {Limit}: choose 100 or more images");
        ClassRule.CheckLeaves(Without, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
    }
}
