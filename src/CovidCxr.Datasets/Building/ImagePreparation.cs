using System.Collections.Concurrent;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Sources;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Datasets.Building;

/// <summary>Reads the studies' pictures on several threads and lays them aside as small PNG files; only short records stay in memory.</summary>
internal sealed class ImagePreparation(string stagingFolder, int size, ImageDecoders decoders)
{
    /// <summary>Prepares all studies.</summary>
    /// <returns>The readable ones in the studies' order, and the others with their reason.</returns>
    public (IReadOnlyList<HashedImage> Images, IReadOnlyList<SkippedFile> Skipped) Prepare(
        IReadOnlyList<SourceImage> studies, ParallelOptions options, IProgress<WorkProgress>? progress)
    {
        var prepared = new HashedImage?[studies.Count];
        var skipped = new ConcurrentBag<SkippedFile>();
        var done = 0;
        Directory.CreateDirectory(stagingFolder);
        Parallel.For(0, studies.Count, options, i =>
        {
            try
            {
                prepared[i] = PrepareOne(studies[i], Path.Combine(stagingFolder, $"{i}.png"));
            }
            catch (InputException e)
            {
                skipped.Add(new SkippedFile(studies[i].Source, null, studies[i].Original, SkipReason.Unreadable, e.Message));
            }

            progress?.Report(new WorkProgress("reading images", Interlocked.Increment(ref done), studies.Count));
        });
        return ([.. prepared.OfType<HashedImage>()], [.. skipped]);
    }

    /// <summary>Reads a prepared picture again, for comparing.</summary>
    public IntegralImage ReadAgain(HashedImage image)
        => new(ImageDecoders.Default.ReadGray(image.StagedPath, size, size), size);

    private HashedImage PrepareOne(SourceImage study, string stagedPath)
    {
        var encoded = Read(study);
        var original = decoders.ReadSize(encoded, study.Original);
        var pixels = decoders.ReadGray(encoded, study.Original, size, size);
        var png = PngWriter.Encode(pixels, size, size);
        File.WriteAllBytes(stagedPath, png);
        return new HashedImage(
            study,
            original.Width,
            original.Height,
            Checksums.Of(encoded),
            CropHasher.Of(new IntegralImage(pixels, size).Thumbnail(Crop.Whole)),
            stagedPath,
            Checksums.Of(png));
    }

    private byte[] Read(SourceImage study)
    {
        try
        {
            return decoders.ReadFile(study.FilePath);
        }
        catch (InputException e)
        {
            // The skipped list must not depend on where the collections lie on this computer.
            throw new InputException(e.Message.Replace(study.FilePath, study.Original, StringComparison.Ordinal), e);
        }
    }
}
