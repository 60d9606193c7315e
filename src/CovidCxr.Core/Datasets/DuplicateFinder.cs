namespace CovidCxr.Core.Datasets;

/// <summary>Finds pictures that are the same X-ray: byte-identical files, and near-identical pictures of any origin.</summary>
internal static class DuplicateFinder
{
    /// <summary>Hashes further apart than this are not looked at, bits of 256.</summary>
    public const int FarthestHash = 48;

    /// <summary>Pictures whose details agree at least so much are the same X-ray.</summary>
    /// <remarks>The middle of the gap between the closest strangers (0.83) and the least alike twins (0.91) of the real collections.</remarks>
    public const float LeastLikeness = 0.87f;

    /// <summary>Finds the sets of pictures that are the same X-ray.</summary>
    /// <param name="images">All pictures, in a stable order.</param>
    /// <param name="thumbnailOf">Reads a picture's <see cref="Thumbnail"/>; called from several threads.</param>
    /// <param name="options">How many threads, and when to stop.</param>
    /// <returns>Sets over the positions in <paramref name="images"/>.</returns>
    public static DisjointSets Find(IReadOnlyList<PreparedImage> images, Func<PreparedImage, float[]> thumbnailOf, ParallelOptions options)
    {
        var sets = new DisjointSets(images.Count);
        var firstWithBytes = new Dictionary<string, int>(StringComparer.Ordinal);
        var distinct = new List<int>();
        for (var i = 0; i < images.Count; i++)
            if (firstWithBytes.TryAdd(images[i].Sha256, i))
                distinct.Add(i);
            else
                sets.Join(firstWithBytes[images[i].Sha256], i);

        var candidates = HashIndex.Near([.. distinct.Select(i => images[i].Hash)], FarthestHash, options.CancellationToken);
        var confirmed = new bool[candidates.Count];
        Parallel.For(0, candidates.Count, options, c =>
        {
            var (earlier, later) = candidates[c];
            var details = Likeness.Details(thumbnailOf(images[distinct[earlier]]));
            var other = Likeness.Details(thumbnailOf(images[distinct[later]]));
            confirmed[c] = Likeness.Between(details, other) >= LeastLikeness;
        });
        for (var c = 0; c < candidates.Count; c++)
            if (confirmed[c])
                sets.Join(distinct[candidates[c].Earlier], distinct[candidates[c].Later]);
        return sets;
    }
}
