namespace CovidCxr.Datasets.Splitting;

/// <summary>Picks whole groups whose images add up to a wanted number (subset sum).</summary>
internal static class SubsetSum
{
    /// <summary>Picks from the front of the list and skips only groups that prevent the exact number.</summary>
    /// <param name="groups">The groups, each with its number of images, at least 1, in the order of preference.</param>
    /// <param name="wanted">The number of images, at least 0.</param>
    /// <returns>Groups with <paramref name="wanted"/> images, or with the largest possible number below it.</returns>
    public static HashSet<string> Pick(IReadOnlyList<(string Group, int Images)> groups, int wanted)
    {
        // latest[s]: the last position from which some of the groups to the end add up to s; -1 if none do.
        var latest = new int[wanted + 1];
        Array.Fill(latest, -1);
        latest[0] = groups.Count;
        for (var i = groups.Count - 1; i >= 0; i--)
            for (var sum = wanted; sum >= groups[i].Images; sum--)
                if (latest[sum] < 0 && latest[sum - groups[i].Images] > i)
                    latest[sum] = i;

        var left = Array.FindLastIndex(latest, position => position >= 0);
        var picked = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < groups.Count && left > 0; i++)
        {
            var rest = left - groups[i].Images;
            if (rest >= 0 && latest[rest] > i)
            {
                picked.Add(groups[i].Group);
                left = rest;
            }
        }

        return picked;
    }
}
