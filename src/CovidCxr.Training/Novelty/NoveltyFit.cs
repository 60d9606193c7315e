using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Export;
using TorchSharp;

namespace CovidCxr.Training.Novelty;

/// <summary>Fits the measure of novelty on training images, and its limit on validation images, which the network was not trained on.</summary>
/// <param name="network">A network with features.</param>
/// <param name="dataset">The dataset it was trained on.</param>
/// <param name="size">Side of its input, pixels.</param>
internal sealed class NoveltyFit(INetworkGraph network, Dataset dataset, int size)
{
    /// <summary>Training images that are looked at; several times the number of features.</summary>
    private const int Sample = 2048;

    /// <summary>
    /// The part of the validation images that counts as like the training images. The drawn chests of <c>samples/</c> lie beyond it, with each of
    /// three networks that were trained alike; at 0.99 two of the five do not.
    /// </summary>
    private const double Familiar = 0.97;

    private const int BatchSize = 64;

    /// <summary>Looks at the images.</summary>
    /// <returns>The measure, and the distance above which an image counts as unlike the training images.</returns>
    /// <exception cref="InputException">An image is missing or was changed.</exception>
    public (MahalanobisDistance Measure, double Limit) Run(IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var measure = MahalanobisDistance.Fit(Features(Spread(dataset.In(DatasetSplit.Train)), "novelty, train", progress, cancel));
        var distances = Features(dataset.In(DatasetSplit.Val), "novelty, val", progress, cancel).ConvertAll(features => measure.Distance(features));
        distances.Sort();
        return (measure, distances[(int)Math.Ceiling(Familiar * distances.Count) - 1]);
    }

    /// <summary>Images at even distances in the manifest's order, so that every class and source has its share.</summary>
    private static List<DatasetImage> Spread(IReadOnlyList<DatasetImage> images)
    {
        var count = Math.Min(Sample, images.Count);
        return [.. Enumerable.Range(0, count).Select(i => images[(int)((long)i * images.Count / count)])];
    }

    /// <summary>[n][c].</summary>
    private List<float[]> Features(IReadOnlyList<DatasetImage> images, string stage, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var byPath = images.ToDictionary(image => image.Path);
        var decoded = ImageStream.Read(byPath.Keys, path => dataset.ReadPixels(byPath[path], size), cancel);
        var found = new List<float[]>(images.Count);
        progress?.Report(new WorkProgress(stage, 0, images.Count));
        foreach (var batch in decoded.Chunk(BatchSize))
        {
            var pixels = batch.SelectMany(image => image.Pixels ?? throw new InputException(image.Error!)).ToArray();
            using var scope = torch.NewDisposeScope();
            using var noGradient = torch.no_grad();
            var features = network.Run(TorchOutputs.Input(pixels, batch.Length, size)).Features!;
            found.AddRange(features.contiguous().data<float>().ToArray().Chunk((int)features.shape[1]));
            progress?.Report(new WorkProgress(stage, found.Count, images.Count));
        }
        return found;
    }
}
