using System.Collections.Concurrent;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets.Duplicates;
using CovidCxr.Datasets.Sources;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Datasets.Building;

/// <summary>Reads source images on several threads and stages them as small PNG files; only short records stay in memory.</summary>
internal sealed class ImagePreparation(string stagingFolder, int size, ImageDecoders decoders)
{
    private readonly ImageNoteCounts notes = new();

    /// <summary>What is to know about how images were read, a line for each kind of note; none for most collections.</summary>
    public IEnumerable<string> Notes => notes.Lines;

    /// <summary>Prepares all images.</summary>
    /// <returns>The readable images in the given order, and the others with their reason.</returns>
    public (IReadOnlyList<HashedImage> Images, IReadOnlyList<SkippedFile> Skipped) Prepare(
        IReadOnlyList<SourceImage> images, ParallelOptions options, IProgress<WorkProgress>? progress)
    {
        var prepared = new HashedImage?[images.Count];
        var skipped = new ConcurrentBag<SkippedFile>();
        var done = 0;
        Directory.CreateDirectory(stagingFolder);
        Parallel.For(0, images.Count, options, i =>
        {
            try
            {
                prepared[i] = PrepareOne(images[i], Path.Combine(stagingFolder, $"{i}.png"));
            }
            catch (InputException e)
            {
                skipped.Add(new SkippedFile(images[i].Source.Name, null, images[i].Original, SkipReason.Unreadable, e.Message));
            }

            progress?.Report(new WorkProgress("reading images", Interlocked.Increment(ref done), images.Count));
        });
        return ([.. prepared.OfType<HashedImage>()], [.. skipped]);
    }

    /// <summary>Reads a staged image again, for comparing.</summary>
    /// <remarks>With the default decoders, because staged files are the product's own PNG, whatever decoders read the sources.</remarks>
    public IntegralImage ReadAgain(HashedImage image) => new(ImageDecoders.Default.ReadGray(image.StagedPath, size, size), size);

    private HashedImage PrepareOne(SourceImage image, string stagedPath)
    {
        var encoded = Read(image);
        var original = decoders.ReadSize(encoded, image.Original);
        var pixels = decoders.ReadGray(encoded, image.Original, size, size, out var reading);
        if (reading.Notes.Count > 0)
            lock (notes)
                notes.Add(reading);
        var png = PngWriter.Encode(pixels, size, size);
        File.WriteAllBytes(stagedPath, png);
        return new HashedImage(
            image,
            original.Width,
            original.Height,
            Checksums.Of(encoded),
            CropHasher.Of(new IntegralImage(pixels, size).Thumbnail(Crop.Whole)),
            stagedPath,
            Checksums.Of(png));
    }

    private byte[] Read(SourceImage image)
    {
        try
        {
            return decoders.ReadFile(image.FilePath);
        }
        catch (InputException e)
        {
            // The list of skipped files must not depend on where the collections lie on this computer.
            throw new InputException(e.Message.Replace(image.FilePath, image.Original, StringComparison.Ordinal), e);
        }
    }
}
