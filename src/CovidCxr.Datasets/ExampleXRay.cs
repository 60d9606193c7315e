using CovidCxr.Core;

namespace CovidCxr.Datasets;

/// <summary>An X-ray that shows people what its class looks like.</summary>
/// <param name="Origin">Which image of the dataset it is, with its class, collection and licence.</param>
/// <param name="Image">The picture, [256, 256], or smaller where the dataset's images are.</param>
public sealed record ExampleXRay(DatasetImage Origin, GrayImage Image)
{
    private const int PerFinding = 4;
    private const int LargestSide = 256;

    /// <summary>Reads four training images of every finding, of different groups, drawn by the dataset's seed: the same dataset gives the same.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <returns>In the paper's order of the findings; fewer than four of a finding where its training part has fewer groups.</returns>
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
