using System.Collections.Concurrent;
using CovidCxr.Core;

namespace CovidCxr.Datasets.Duplicates;

/// <summary>
/// Finds which images are copies of a dataset's images, however they were compressed, scaled, brightened or cut: by the hashes that the
/// dataset's manifest holds, and then by comparing the pictures (docs/duplicates.md).
/// </summary>
public sealed class CopySearch
{
    private readonly Dataset dataset;
    private readonly List<DatasetImage> known = [];
    private readonly HashIndex index;

    private CopySearch(Dataset dataset, IEnumerable<DatasetImage> images)
    {
        this.dataset = dataset;
        var hashes = new List<PerceptualHash>();
        foreach (var image in images)
            if (PerceptualHash.Parse(image.Hash) is { } hash)
            {
                known.Add(image);
                hashes.Add(hash);
            }
        index = new HashIndex(hashes);
        Hashes = hashes;
    }

    /// <summary>The side at which images are compared: that of the dataset's images, pixels.</summary>
    public int Side => dataset.Info.Size;

    private IReadOnlyList<PerceptualHash> Hashes { get; }

    /// <summary>Makes a search among the training images of a dataset.</summary>
    public static CopySearch OfTraining(Dataset dataset) => new(dataset, dataset.In(DatasetSplit.Train));

    /// <summary>Finds the image that is most surely the same X-ray. Safe to call from several threads at once.</summary>
    /// <param name="pixels">[side, side] of the image in question, see <see cref="Side"/>.</param>
    /// <returns>The image and the correlation of their details, at most 1; null if there is none.</returns>
    /// <exception cref="InputException">An image of the dataset is missing or was changed.</exception>
    public ImageCopy? Find(byte[] pixels)
    {
        var image = new IntegralImage(pixels, Side);
        return Best(Near(CropHasher.Of(image.Thumbnail(Crop.Whole))), (crop, known) =>
                CropMatcher.BestCorrelation(image, Crop.Grid[crop], known))
            ?? Best(Near(CropHasher.Of(ExtendedPicture.Of(pixels, Side).Thumbnail(Crop.Whole))), (crop, known) =>
                CropMatcher.BestCorrelation(known, ExtendedPicture.Inside(Crop.Grid[crop]), image));
    }

    // The known images whose hash is near one of the crops' hashes, each with the nearest crop.
    private Dictionary<int, int> Near(PerceptualHash[] crops)
    {
        var nearest = new Dictionary<int, (int Distance, int Crop)>();
        for (var crop = 0; crop < crops.Length; crop++)
        {
            var (hash, at) = (crops[crop], crop);
            index.Near(hash, DuplicateFinder.FarthestHash, other =>
            {
                var distance = hash.DistanceTo(Hashes[other]);
                if (!nearest.TryGetValue(other, out var before) || distance < before.Distance)
                    nearest[other] = (distance, at);
            });
        }
        return nearest.ToDictionary(known => known.Key, known => known.Value.Crop);
    }

    private ImageCopy? Best(Dictionary<int, int> candidates, Func<int, IntegralImage, float> correlate)
    {
        ImageCopy? best = null;
        foreach (var (other, crop) in candidates)
        {
            var correlation = correlate(crop, Read(known[other]));
            if (correlation >= DuplicateFinder.LeastCorrelation && correlation > (best?.Correlation ?? 0))
                best = new ImageCopy(known[other], correlation);
        }
        return best;
    }

    /// <summary>
    /// Finds the copies among many images, also those that are parts cut out of a known image: every known image is read and its crops are
    /// hashed, about 5 ms each.
    /// </summary>
    /// <param name="count">The number of images.</param>
    /// <param name="pixels">Reads an image, [side, side]; called from several threads.</param>
    /// <param name="progress">Reports every image; may be null.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <returns>[count], null where no copy is known.</returns>
    /// <exception cref="InputException">An image of the dataset is missing or was changed.</exception>
    public IReadOnlyList<ImageCopy?> FindAll(
        int count, Func<int, byte[]> pixels, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var found = new ImageCopy?[count];
        var whole = new PerceptualHash[count];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel };
        void Report() => progress?.Report(new WorkProgress("looking for copies", Interlocked.Increment(ref done), count + known.Count));
        Parallel.For(0, count, options, i =>
        {
            var image = pixels(i);
            whole[i] = CropHasher.Of(new IntegralImage(image, Side).Thumbnail(Crop.Whole))[0];
            found[i] = Find(image);
            Report();
        });
        var queries = new HashIndex(whole);
        var candidates = new ConcurrentBag<(int Query, int Known, int Crop)>();
        Parallel.For(0, known.Count, options, k =>
        {
            var hashes = CropHasher.Of(Read(known[k]).Thumbnail(Crop.Whole));
            for (var crop = 1; crop < hashes.Length; crop++)
            {
                var at = crop;
                queries.Near(hashes[crop], DuplicateFinder.FarthestHash, query => candidates.Add((query, k, at)));
            }
            Report();
        });
        foreach (var (query, known, crop) in candidates.Distinct().OrderBy(candidate => candidate))
            if (found[query] is null)
            {
                cancel.ThrowIfCancellationRequested();
                var correlation = CropMatcher.BestCorrelation(
                    Read(this.known[known]), Crop.Grid[crop], new IntegralImage(pixels(query), Side));
                if (correlation >= DuplicateFinder.LeastCorrelation)
                    found[query] = new ImageCopy(this.known[known], correlation);
            }
        return found;
    }

    private IntegralImage Read(DatasetImage image) => new(dataset.ReadPixels(image, Side), Side);
}

/// <summary>An image that is a copy of a known one.</summary>
/// <param name="Of">The known image.</param>
/// <param name="Correlation">How well their details agree, 0.85 to 1.</param>
public sealed record ImageCopy(DatasetImage Of, float Correlation);
