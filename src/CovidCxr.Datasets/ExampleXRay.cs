using CovidCxr.Core;

namespace CovidCxr.Datasets;

/// <summary>An X-ray that shows readers of a report what its class looks like.</summary>
/// <param name="Origin">The row of the manifest, with class, collection and licence.</param>
/// <param name="Image">The pixels, [256, 256], or smaller if the dataset's images are.</param>
public sealed record ExampleXRay(DatasetImage Origin, GrayImage Image)
{
    private const int PerFinding = 4;
    private const int LargestSide = 256;

    /// <summary>Reads four training images of every finding, of different groups, drawn by the dataset's seed.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>Images in the paper's order of the findings; fewer than four of a finding with fewer training groups.</returns>
    /// <exception cref="InputException">An image is missing or was changed.</exception>
    public static IReadOnlyList<ExampleXRay> Choose(Dataset dataset)
    {
        var side = Math.Min(dataset.Info.Size, LargestSide);
        return
        [
            .. ExamplePick.Of(dataset.Images, PerFinding, dataset.Info.Seed)
                .Select(image => new ExampleXRay(image, GrayImage.FromBytes(side, side, dataset.ReadPixels(image, side)))),
        ];
    }
}

/// <summary>Picks the training images that show what a class looks like.</summary>
internal static class ExamplePick
{
    /// <summary>Picks images of different groups of every finding, in the paper's order. Test images stay unseen.</summary>
    /// <param name="images">The manifest.</param>
    /// <param name="perFinding">The most images of one finding.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <returns>At most <paramref name="perFinding"/> of each finding; fewer if there are fewer groups.</returns>
    public static IReadOnlyList<DatasetImage> Of(IEnumerable<DatasetImage> images, int perFinding, int seed)
    {
        var byFinding = images.Where(image => image.Split == DatasetSplit.Train).ToLookup(image => Findings.FromName(image.Class));
        return [.. Findings.All.SelectMany(finding => OneOfEachGroup(byFinding[finding], seed).Take(perFinding))];
    }

    // Reports are passed on, so images that may be passed on come first.
    private static IEnumerable<DatasetImage> OneOfEachGroup(IEnumerable<DatasetImage> images, int seed)
    {
        var byPath = images.ToDictionary(image => image.Path);
        return SeededOrder.Of(byPath.Keys, seed, "examples")
            .Select(path => byPath[path])
            .OrderByDescending(image => MayBePassedOn(image.Licence))
            .DistinctBy(image => image.Group);
    }

    /// <summary>Whether a licence lets everyone share a changed copy: the dataset's images are scaled.</summary>
    private static bool MayBePassedOn(string licence) =>
        licence.StartsWith("CC", StringComparison.Ordinal) && !licence.Contains("ND", StringComparison.Ordinal);
}
