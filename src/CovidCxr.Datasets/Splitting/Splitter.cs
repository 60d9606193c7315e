using CovidCxr.Core;

namespace CovidCxr.Datasets.Splitting;

/// <summary>
/// Divides images into train, val, test and controls by whole patient groups. The policies of the collections fix a part; the rest
/// of test is drawn to a wanted number of COVID-19 images, and a tenth of the remaining groups of every class is val.
/// </summary>
internal static class Splitter
{
    /// <summary>One validation group is drawn for every 10 training groups of a class.</summary>
    public const int GroupsPerValGroup = 10;

    /// <summary>Sets the split of every image, or the reason why it is removed.</summary>
    /// <param name="images">All images, after <see cref="LabelConflicts"/>.</param>
    /// <param name="testCovid">The wanted number of COVID-19 test images, without those of external test collections.</param>
    /// <param name="seed">The seed of every draw.</param>
    public static void Place(IReadOnlyList<PlacedImage> images, int testCovid, int seed)
    {
        // A removed image is still counted where it was published.
        foreach (var image in images)
            image.Split = image.IsControl ? DatasetSplit.Controls : image.SourceImage.FixedSplit;

        var groups = images.Where(image => image.IsKeptClass).GroupBy(image => image.Group)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var test = TestGroups(groups, testCovid, seed);
        var val = ValGroups(groups.Where(group => !test.Contains(group.Key)), seed);
        foreach (var image in images.Where(image => image.IsKeptClass))
        {
            image.Split = test.Contains(image.Group) ? DatasetSplit.Test
                : val.Contains(image.Group) ? DatasetSplit.Val : DatasetSplit.Train;
            if (image.Split == DatasetSplit.Test && image.SourceImage.FixedSplit == DatasetSplit.Train)
                (image.Split, image.Removed) = (DatasetSplit.Train, RemovalReason.GroupInTest);
        }

        RemoveSeenControls(images);
    }

    private static HashSet<string> TestGroups(Dictionary<string, List<PlacedImage>> groups, int testCovid, int seed)
    {
        var test = groups.Where(group => IsFixed(group.Value, DatasetSplit.Test))
            .Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var wanted = Math.Max(0, testCovid - test.Sum(group => CountCovid(groups[group])));
        var free = groups.Where(group => !test.Contains(group.Key) && !IsFixed(group.Value, DatasetSplit.Train))
            .Select(group => group.Key);
        var order = SeededOrder.Of(free, seed, "test").ToLookup(group => CountCovid(groups[group]) > 0);

        var drawn = SubsetSum.Pick([.. order[true].Select(group => (group, CountCovid(groups[group])))], wanted);
        test.UnionWith(drawn);
        if (!order[false].Any())
            return test;

        // Of every other class that is drawn, test takes the share that it takes of COVID-19.
        var all = order[true].Sum(group => CountCovid(groups[group]));
        var share = all == 0 ? 0 : (double)drawn.Sum(group => CountCovid(groups[group])) / all;
        foreach (var stratum in order[false].GroupBy(group => FirstClass(groups[group])))
        {
            var part = (int)Math.Round(share * stratum.Sum(group => groups[group].Count));
            test.UnionWith(SubsetSum.Pick([.. stratum.Select(group => (group, groups[group].Count))], part));
        }

        return test;
    }

    private static HashSet<string> ValGroups(IEnumerable<KeyValuePair<string, List<PlacedImage>>> groups, int seed)
    {
        var val = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stratum in groups.GroupBy(group => FirstClass(group.Value)))
            val.UnionWith(DrawVal(stratum.Select(group => group.Key), seed));
        return val;
    }

    /// <summary>Draws the validation groups of one stratum: a tenth, at least one of two or more.</summary>
    internal static IEnumerable<string> DrawVal(IEnumerable<string> groups, int seed)
    {
        var order = SeededOrder.Of(groups, seed, "val");
        var wanted = (order.Length + (GroupsPerValGroup / 2)) / GroupsPerValGroup;
        return order.Take(order.Length >= 2 ? Math.Max(1, wanted) : 0);
    }

    /// <summary>Removes the controls whose patient group is learned from.</summary>
    internal static void RemoveSeenControls(IReadOnlyList<PlacedImage> images)
    {
        var learned = images.Where(image => image.IsKeptClass && image.Split is DatasetSplit.Train or DatasetSplit.Val)
            .Select(image => image.Group).ToHashSet(StringComparer.Ordinal);
        foreach (var control in images.Where(image => image.IsControl && image.Removed is null))
            if (learned.Contains(control.Group))
                control.Removed = RemovalReason.ControlSeen;
    }

    private static bool IsFixed(List<PlacedImage> group, DatasetSplit split) => group.Any(image => image.SourceImage.FixedSplit == split);

    private static int CountCovid(List<PlacedImage> group) => group.Count(image => image.SourceImage.CountsTowardTestCovid);

    // A group of several classes counts for its first class in the paper's order, which is also the rarest.
    private static Finding FirstClass(List<PlacedImage> group) => group.Min(image => image.Class!.Value);
}
