namespace CovidCxr.Core.Datasets;

/// <summary>Finds pairs of near hashes without comparing every pair: near hashes have one of 16 bands in common.</summary>
internal static class HashIndex
{
    /// <summary>All pairs (earlier, later) that share a band and differ in at most <paramref name="distance"/> bits.</summary>
    /// <remarks>
    /// Complete up to 15 bits, since 15 differing bits leave one of 16 bands untouched; beyond that a pair may be missed, in
    /// practice seldom: docs/duplicates.md.
    /// </remarks>
    public static List<(int Earlier, int Later)> Near(IReadOnlyList<PerceptualHash> hashes, int distance, CancellationToken cancel)
    {
        var pairs = new List<(int Earlier, int Later)>();
        var bands = new ushort[hashes.Count];
        for (var band = 0; band < PerceptualHash.Bands; band++)
        {
            var order = new int[hashes.Count];
            for (var i = 0; i < order.Length; i++)
                (order[i], bands[i]) = (i, hashes[i].Band(band));
            Array.Sort(bands, order);
            for (var start = 0; start < order.Length;)
            {
                cancel.ThrowIfCancellationRequested();
                var end = start + 1;
                while (end < order.Length && bands[end] == bands[start])
                    end++;
                for (var i = start; i < end; i++)
                    for (var j = i + 1; j < end; j++)
                        if (hashes[order[i]].DistanceTo(hashes[order[j]]) <= distance
                            && !ShareEarlierBand(hashes[order[i]], hashes[order[j]], band))
                            pairs.Add((Math.Min(order[i], order[j]), Math.Max(order[i], order[j])));
                start = end;
            }
        }

        pairs.Sort();
        return pairs;
    }

    private static bool ShareEarlierBand(PerceptualHash a, PerceptualHash b, int band)
    {
        for (var earlier = 0; earlier < band; earlier++)
            if (a.Band(earlier) == b.Band(earlier))
                return true;
        return false;
    }
}
