using CovidCxr.Core;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Splitting;

/// <summary>
/// Divides pictures into train, val, test and controls by whole patient groups: published test stays test, a wanted number of
/// COVID-19 pictures is drawn for test, a tenth of the remaining groups of every class for val.
/// </summary>
internal static class Splitter
{
    /// <summary>The part of the training groups that becomes val, one in 10.</summary>
    public const int GroupsPerValGroup = 10;

    /// <summary>Gives every picture its split, or the reason why it has none.</summary>
    /// <param name="images">All pictures; <see cref="LabelConflicts"/> has been over them.</param>
    /// <param name="testCovid">The wanted number of COVID-19 test images.</param>
    /// <param name="seed">Every draw follows from it.</param>
    public static void Place(IReadOnlyList<PlacedImage> images, int testCovid, int seed)
    {
        PlacePublished(images);
        var groups = images.Where(image => image.IsKeptClass).GroupBy(image => image.Group)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        var test = TestGroups(groups, testCovid, seed);
        var val = ValGroups(groups.Where(group => !test.Contains(group.Key)), seed);
        foreach (var image in images.Where(image => image.IsKeptClass))
        {
            image.Split = test.Contains(image.Group) ? DatasetSplit.Test
                : val.Contains(image.Group) ? DatasetSplit.Val : DatasetSplit.Train;
            if (image.Split == DatasetSplit.Test && image.Source.Published == PublishedSplit.Train)
                (image.Split, image.Removed) = (DatasetSplit.Train, RemovalReason.GroupInTest);
        }

        PlaceControls(images);
    }

    // A removed picture is still counted where it was published.
    private static void PlacePublished(IReadOnlyList<PlacedImage> images)
    {
        foreach (var image in images)
            image.Split = image.Source.Published switch
            {
                PublishedSplit.Train => DatasetSplit.Train,
                PublishedSplit.Test => DatasetSplit.Test,
                _ => image.IsControl ? DatasetSplit.Controls : null,
            };
    }

    private static HashSet<string> TestGroups(Dictionary<string, List<PlacedImage>> groups, int testCovid, int seed)
    {
        var published = groups.Where(group => Has(group.Value, PublishedSplit.Test)).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        var wanted = testCovid - published.Sum(group => CountCovid(groups[group]));
        var free = groups.Where(group => !published.Contains(group.Key) && !Has(group.Value, PublishedSplit.Train)).Select(group => group.Key);
        var order = SeededOrder.Of(free, seed, "test");
        return [.. published, .. SubsetSum.Pick([.. order.Select(group => (group, CountCovid(groups[group])))], Math.Max(0, wanted))];
    }

    private static HashSet<string> ValGroups(IEnumerable<KeyValuePair<string, List<PlacedImage>>> groups, int seed)
    {
        var val = new HashSet<string>(StringComparer.Ordinal);
        // A group of several classes counts for its first class in the paper's order, which is also the rarest.
        foreach (var stratum in groups.GroupBy(group => group.Value.Min(image => image.Class!.Value)))
        {
            var order = SeededOrder.Of(stratum.Select(group => group.Key), seed, "val");
            var wanted = (order.Length + (GroupsPerValGroup / 2)) / GroupsPerValGroup;
            val.UnionWith(order.Take(order.Length >= 2 ? Math.Max(1, wanted) : 0));
        }

        return val;
    }

    private static void PlaceControls(IReadOnlyList<PlacedImage> images)
    {
        var learned = images.Where(image => image.IsKeptClass && image.Split is DatasetSplit.Train or DatasetSplit.Val)
            .Select(image => image.Group).ToHashSet(StringComparer.Ordinal);
        foreach (var control in images.Where(image => image.IsControl && image.Removed is null))
            if (learned.Contains(control.Group))
                control.Removed = RemovalReason.ControlSeen;
    }

    private static bool Has(List<PlacedImage> group, PublishedSplit part) => group.Any(image => image.Source.Published == part);

    private static int CountCovid(List<PlacedImage> group) => group.Count(image => image.Class == Finding.Covid19);
}
