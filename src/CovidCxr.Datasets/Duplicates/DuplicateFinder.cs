using System.Collections.Concurrent;

namespace CovidCxr.Datasets.Duplicates;

/// <summary>Finds pictures that are the same X-ray: byte-identical files, near-identical pictures, and parts cut out of another.</summary>
internal static class DuplicateFinder
{
    /// <summary>Hashes further apart than this are not looked at, bits of 256.</summary>
    public const int FarthestHash = 52;

    /// <summary>
    /// Pictures whose details agree at least so much count as one X-ray: the middle of the gap that the real collections show.
    /// The few repeat exposures of one child that reach it are better joined than divided between train and test.
    /// </summary>
    public const float LeastCorrelation = 0.85f;

    /// <summary>Finds the sets of pictures that are the same X-ray.</summary>
    /// <param name="images">All pictures, in a stable order.</param>
    /// <param name="read">Reads a prepared picture again; called from several threads.</param>
    /// <param name="options">How many threads, and when to stop.</param>
    /// <returns>Sets over the positions in <paramref name="images"/>.</returns>
    public static DisjointSets Find(IReadOnlyList<HashedImage> images, Func<HashedImage, IntegralImage> read, ParallelOptions options)
    {
        var sets = new DisjointSets(images.Count);
        var firstWithBytes = new Dictionary<string, int>(StringComparer.Ordinal);
        var distinct = new List<int>();
        for (var i = 0; i < images.Count; i++)
            if (firstWithBytes.TryAdd(images[i].Sha256, i))
                distinct.Add(i);
            else
                sets.Join(firstWithBytes[images[i].Sha256], i);

        List<HashedImage> pictures = [.. distinct.Select(i => images[i])];
        var candidates = Candidates(pictures, options);
        Parallel.For(0, candidates.Length, options, c =>
        {
            var (picture, frame, other) = candidates[c];
            if (CropMatcher.BestCorrelation(read(pictures[picture]), Crop.Grid[frame], read(pictures[other])) < LeastCorrelation)
                return;
            lock (sets)
                sets.Join(distinct[picture], distinct[other]);
        });
        return sets;
    }

    /// <summary>Pairs worth a closer look: of each the picture, the frame of it that resembles the other picture most, and the other.</summary>
    internal static (int Picture, int Crop, int Other)[] Candidates(IReadOnlyList<HashedImage> pictures, ParallelOptions options)
    {
        var index = new HashIndex([.. pictures.Select(picture => picture.Hash)]);
        var candidates = new ConcurrentBag<(int Picture, int Crop, int Other)>();
        Parallel.For(0, pictures.Count, options, i =>
        {
            var nearest = new Dictionary<int, (int Distance, int Crop)>();
            for (var frame = 0; frame < Crop.Grid.Count; frame++)
            {
                var (hash, at) = (pictures[i].CropHashes[frame], frame);
                index.Near(hash, FarthestHash, other =>
                {
                    var distance = hash.DistanceTo(pictures[other].Hash);
                    if (other != i && (!nearest.TryGetValue(other, out var before) || distance < before.Distance))
                        nearest[other] = (distance, at);
                });
            }

            foreach (var (other, (_, frame)) in nearest)
                candidates.Add((i, frame, other));
        });
        return [.. candidates];
    }
}
