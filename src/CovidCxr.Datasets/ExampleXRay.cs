using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

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
                .Select(image => new ExampleXRay(image, ImageReader.ReadGrayImage(dataset.ReadImageBytes(image), image.Path, side, side))),
        ];
    }
}
