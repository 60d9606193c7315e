namespace CovidCxr.Datasets.Duplicates;

/// <summary>Finds near hashes without comparing with every one: near hashes have one of 16 bands in common.</summary>
internal sealed class HashIndex
{
    private const int BandValues = 1 << 16;

    private readonly IReadOnlyList<PerceptualHash> hashes;
    private readonly int[][] order = new int[PerceptualHash.Bands][]; // [band][place]: positions, by the band's value
    private readonly int[][] starts = new int[PerceptualHash.Bands][]; // [band][value]: the first place with this value

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

    /// <summary>The positions of hashes that share a band with <paramref name="hash"/> and differ in at most <paramref name="distance"/> bits, each once.</summary>
    /// <remarks>
    /// Complete up to 15 bits, since 15 differing bits leave one of 16 bands untouched; beyond that one may be missed:
    /// docs/duplicates.md.
    /// </remarks>
    public void Near(PerceptualHash hash, int distance, Action<int> found)
    {
        for (var band = 0; band < PerceptualHash.Bands; band++)
        {
            var value = hash.Band(band);
            for (var place = starts[band][value]; place < starts[band][value + 1]; place++)
            {
                var other = hashes[order[band][place]];
                if (hash.DistanceTo(other) <= distance && !ShareEarlierBand(hash, other, band))
                    found(order[band][place]);
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
