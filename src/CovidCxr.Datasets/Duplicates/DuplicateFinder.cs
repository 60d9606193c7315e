using System.Collections.Concurrent;

namespace CovidCxr.Datasets.Duplicates;

/// <summary>Finds images of the same X-ray: byte-identical files, near-identical images, and parts cut out of another image.</summary>
internal static class DuplicateFinder
{
    /// <summary>The largest distance between the hashes of two images that are compared, bits of 256.</summary>
    public const int FarthestHash = 52;

    /// <summary>
    /// Images whose details correlate at least this much count as one X-ray: the middle of the gap in the real collections, see
    /// docs/duplicates.md. The few repeat exposures of one child that reach it are better joined than divided between train and test.
    /// </summary>
    public const float LeastCorrelation = 0.85f;

    /// <summary>Finds the pairs of images of the same X-ray.</summary>
    /// <param name="images">All images, in a stable order.</param>
    /// <param name="read">Reads a staged image again; called from several threads.</param>
    /// <param name="options">The number of threads, and the token that stops the search.</param>
    /// <returns>Pairs of positions in <paramref name="images"/> that show the same X-ray, in no order.</returns>
    public static IReadOnlyList<(int A, int B)> Find(
        IReadOnlyList<HashedImage> images, Func<HashedImage, IntegralImage> read, ParallelOptions options)
    {
        var pairs = new ConcurrentBag<(int A, int B)>();
        var firstWithBytes = new Dictionary<string, int>(StringComparer.Ordinal);
        var distinct = new List<int>();
        for (var i = 0; i < images.Count; i++)
            if (firstWithBytes.TryAdd(images[i].Sha256, i))
                distinct.Add(i);
            else
                pairs.Add((firstWithBytes[images[i].Sha256], i));

        List<HashedImage> compared = [.. distinct.Select(i => images[i])];
        var candidates = Candidates(compared, options);
        Parallel.For(0, candidates.Length, options, c =>
        {
            var (image, crop, other) = candidates[c];
            if (CropMatcher.BestCorrelation(read(compared[image]), Crop.Grid[crop], read(compared[other])) >= LeastCorrelation)
                pairs.Add((distinct[image], distinct[other]));
        });
        return [.. pairs];
    }

    /// <summary>Finds the pairs to compare: an image, its crop whose hash is nearest to the other image, and the other image.</summary>
    internal static (int Image, int Crop, int Other)[] Candidates(IReadOnlyList<HashedImage> images, ParallelOptions options)
    {
        var index = new HashIndex([.. images.Select(image => image.Hash)]);
        var candidates = new ConcurrentBag<(int Image, int Crop, int Other)>();
        Parallel.For(0, images.Count, options, i =>
        {
            var nearest = new Dictionary<int, (int Distance, int Crop)>();
            for (var crop = 0; crop < Crop.Grid.Count; crop++)
            {
                var (hash, at) = (images[i].CropHashes[crop], crop);
                index.Near(hash, FarthestHash, other =>
                {
                    var distance = hash.DistanceTo(images[other].Hash);
                    if (other != i && (!nearest.TryGetValue(other, out var before) || distance < before.Distance))
                        nearest[other] = (distance, at);
                });
            }

            foreach (var (other, (_, crop)) in nearest)
                candidates.Add((i, crop, other));
        });
        return [.. candidates];
    }
}

/// <summary>Disjoint sets of the numbers from 0 to a count (union-find).</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] parents = [.. Enumerable.Range(0, count)];

    /// <summary>The sets that pairs make; a pair with a number from <paramref name="count"/> on is passed by.</summary>
    public static DisjointSets Of(int count, IEnumerable<(int A, int B)> pairs)
    {
        var sets = new DisjointSets(count);
        foreach (var (a, b) in pairs)
            if (a < count && b < count)
                sets.Join(a, b);
        return sets;
    }

    /// <summary>The smallest number in the set of <paramref name="item"/>.</summary>
    public int First(int item)
    {
        while (parents[item] != item)
            item = parents[item] = parents[parents[item]];
        return item;
    }

    /// <summary>Joins the sets of two numbers.</summary>
    public void Join(int a, int b)
    {
        (a, b) = (First(a), First(b));
        parents[Math.Max(a, b)] = Math.Min(a, b);
    }
}
