namespace CovidCxr.Datasets.Duplicates;

/// <summary>Finds near hashes without comparing every pair: near hashes have one of 16 bands in common.</summary>
internal sealed class HashIndex
{
    private const int BandValues = 1 << 16;

    private readonly IReadOnlyList<PerceptualHash> hashes;
    private readonly int[][] order = new int[PerceptualHash.Bands][]; // [band][rank]: positions, sorted by the band's value
    private readonly int[][] starts = new int[PerceptualHash.Bands][]; // [band][value]: the first rank with this value

    /// <summary>Sorts the hashes by each of their bands.</summary>
    public HashIndex(IReadOnlyList<PerceptualHash> hashes)
    {
        this.hashes = hashes;
        for (var band = 0; band < PerceptualHash.Bands; band++)
        {
            starts[band] = new int[BandValues + 1];
            foreach (var hash in hashes)
                starts[band][hash.Band(band) + 1]++;
            for (var value = 0; value < BandValues; value++)
                starts[band][value + 1] += starts[band][value];
            order[band] = new int[hashes.Count];
            var next = starts[band].AsSpan(0, BandValues).ToArray();
            for (var i = 0; i < hashes.Count; i++)
                order[band][next[hashes[i].Band(band)]++] = i;
        }
    }

    /// <summary>Finds the positions of hashes that share a band with <paramref name="hash"/>, each once.</summary>
    /// <param name="hash">The hash to look for.</param>
    /// <param name="distance">The largest number of differing bits.</param>
    /// <param name="found">Takes every position.</param>
    /// <remarks>
    /// Complete up to 15 bits, because 15 differing bits leave one of 16 bands untouched. Beyond that a hash may be missed, see
    /// docs/duplicates.md.
    /// </remarks>
    public void Near(PerceptualHash hash, int distance, Action<int> found)
    {
        for (var band = 0; band < PerceptualHash.Bands; band++)
        {
            var value = hash.Band(band);
            for (var rank = starts[band][value]; rank < starts[band][value + 1]; rank++)
            {
                var other = hashes[order[band][rank]];
                if (hash.DistanceTo(other) <= distance && !ShareEarlierBand(hash, other, band))
                    found(order[band][rank]);
            }
        }
    }

    private static bool ShareEarlierBand(PerceptualHash a, PerceptualHash b, int band)
    {
        for (var earlier = 0; earlier < band; earlier++)
            if (a.Band(earlier) == b.Band(earlier))
                return true;
        return false;
    }
}
