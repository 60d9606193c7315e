using CovidCxr.Core;

namespace CovidCxr.Datasets;

/// <summary>Picks the training images that show people what a class looks like.</summary>
internal static class ExamplePick
{
    /// <summary>Of every finding some images of different groups, in the paper's order; the test images stay unseen.</summary>
    /// <param name="images">The manifest.</param>
    /// <param name="perFinding">The most images of one finding.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <returns>At most <paramref name="perFinding"/> of each finding; fewer where there are not as many groups.</returns>
    public static IReadOnlyList<DatasetImage> Of(IEnumerable<DatasetImage> images, int perFinding, int seed)
    {
        var byFinding = images.Where(image => image.Split == DatasetSplit.Train).ToLookup(image => Findings.FromName(image.Class));
        return [.. Findings.All.SelectMany(finding => OneOfEachGroup(byFinding[finding], seed).Take(perFinding))];
    }

    // Reports are passed on, so pictures that may be passed on come first.
    private static IEnumerable<DatasetImage> OneOfEachGroup(IEnumerable<DatasetImage> images, int seed)
    {
        var byPath = images.ToDictionary(image => image.Path);
        return SeededOrder.Of(byPath.Keys, seed, "examples")
            .Select(path => byPath[path])
            .OrderByDescending(image => MayBePassedOn(image.Licence))
            .DistinctBy(image => image.Group);
    }

    /// <summary>Whether a licence lets everyone share a changed copy: the dataset's images are scaled ones.</summary>
    private static bool MayBePassedOn(string licence) =>
        licence.StartsWith("CC", StringComparison.Ordinal) && !licence.Contains("ND", StringComparison.Ordinal);
}
