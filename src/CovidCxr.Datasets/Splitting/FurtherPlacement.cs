namespace CovidCxr.Datasets.Splitting;

/// <summary>
/// Places the images of collections that the paper did not use, beside those of the paper, which have their splits. The paper's images
/// keep class and split, so that every network is measured on the same test; a further image that does not fit is left out.
/// </summary>
internal static class FurtherPlacement
{
    /// <summary>Sets the split of every further image, or the reason why it is removed.</summary>
    /// <param name="paper">The placed images of the paper's collections.</param>
    /// <param name="further">The other images, with the groups that all images together make.</param>
    /// <param name="groupOf">The group of an image of the paper among all images.</param>
    /// <param name="seed">The seed of the draw of validation.</param>
    public static void Place(
        IReadOnlyList<PlacedImage> paper, IReadOnlyList<PlacedImage> further, Func<PlacedImage, string> groupOf, int seed)
    {
        LeaveContradictionsOut(paper, further);
        var known = paper.Where(image => image.Removed is null).ToLookup(groupOf, StringComparer.Ordinal);
        foreach (var group in further.Where(image => image.Removed is null).GroupBy(image => image.Group).ToList())
            Join(known[group.Key], [.. group]);
        DrawVal(further.Where(image => image is { IsKeptClass: true, Split: null }), seed);
        Splitter.RemoveSeenControls([.. paper, .. further]);
    }

    // A copy of a picture of the paper with another label.
    private static void LeaveContradictionsOut(IReadOnlyList<PlacedImage> paper, IReadOnlyList<PlacedImage> further)
    {
        var labels = paper.Where(image => image.Removed is null).ToLookup(image => image.SameXRay, image => image.Class);
        foreach (var image in further.Where(image => image.Removed is null))
            if (labels[image.SameXRay].Any(label => label != image.Class))
                image.Removed = image.IsControl ? RemovalReason.ControlHasClass : RemovalReason.LabelsDisagree;
    }

    private static void Join(IEnumerable<PlacedImage> known, IReadOnlyList<PlacedImage> added)
    {
        var splits = known.Select(image => image.Split!.Value).Distinct().ToList();
        var hasTest = splits.Contains(DatasetSplit.Test) || added.Any(IsExternalTest);
        foreach (var image in added)
        {
            (image.Split, image.Removed) = splits switch
            {
                _ when image.IsControl => (DatasetSplit.Controls, null),
                _ when IsExternalTest(image) => splits.Any(split => split is DatasetSplit.Train or DatasetSplit.Val)
                    ? (DatasetSplit.Test, RemovalReason.GroupInTwoSplits)
                    : (DatasetSplit.Test, null),
                _ when hasTest => (DatasetSplit.Train, RemovalReason.GroupInTest),
                [] => ((DatasetSplit?)null, (string?)null),
                _ when splits.Contains(DatasetSplit.Controls) => (DatasetSplit.Train, RemovalReason.GroupInControls),
                [var only] => (only, null),
                _ => (DatasetSplit.Train, RemovalReason.GroupInTwoSplits),
            };
        }

        // One name for the joined group, on both sides.
        if (splits is [DatasetSplit.Train or DatasetSplit.Val])
            foreach (var image in known)
                image.Group = added[0].Group;
    }

    private static bool IsExternalTest(PlacedImage image) => image is { IsControl: false, SourceImage.FixedSplit: DatasetSplit.Test };

    // Drawn for each class of each collection, so that validation has patients of all of them.
    private static void DrawVal(IEnumerable<PlacedImage> images, int seed)
    {
        var groups = images.GroupBy(image => image.Group).ToList();
        foreach (var stratum in groups.GroupBy(group => (group.Min(image => image.Class!.Value), group.First().SourceImage.Source.Name)))
        {
            var val = Splitter.DrawVal(stratum.Select(group => group.Key), seed).ToHashSet(StringComparer.Ordinal);
            foreach (var image in stratum.SelectMany(group => group))
                image.Split = val.Contains(image.Group) ? DatasetSplit.Val : DatasetSplit.Train;
        }
    }
}
