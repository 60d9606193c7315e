using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Perturbations;
using CovidCxr.Training.Batches;

namespace CovidCxr.Training.Scoring;

/// <summary>Classifies images of a dataset.</summary>
public static class SplitClassifier
{
    /// <summary>Computes the probabilities of all images of a split, [3] each, in the manifest's order.</summary>
    /// <param name="run">The trained network.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="split">The split.</param>
    /// <param name="progress">Reports each image; may be null.</param>
    /// <param name="cancel">Stops between two batches.</param>
    /// <param name="distortion">Applied to every image at the network's input size; null for none.</param>
    /// <exception cref="InputException">An image is missing or was changed.</exception>
    public static IReadOnlyList<(DatasetImage Image, IReadOnlyList<double> Probabilities)> Classify(
        TrainedRun run,
        Dataset dataset,
        DatasetSplit split,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel,
        Distortion? distortion = null) =>
        Classify(run, dataset, dataset.In(split), split.ToString().ToLowerInvariant(), progress, cancel, distortion);

    /// <summary>Computes the probabilities of images of a dataset, [3] each, in the given order.</summary>
    /// <param name="run">The trained network.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="images">The images.</param>
    /// <param name="name">What they are called in the progress.</param>
    /// <param name="progress">Reports each image; may be null.</param>
    /// <param name="cancel">Stops between two batches.</param>
    /// <param name="distortion">Applied to every image at the network's input size; null for none.</param>
    /// <exception cref="InputException">An image is missing or was changed.</exception>
    public static IReadOnlyList<(DatasetImage Image, IReadOnlyList<double> Probabilities)> Classify(
        TrainedRun run,
        Dataset dataset,
        IReadOnlyList<DatasetImage> images,
        string name,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel,
        Distortion? distortion = null)
    {
        var byPath = images.ToDictionary(image => image.Path);
        var size = run.Recipe.InputSize;
        var decoded = ImageStream.Read(
            images.Select(image => image.Path), path => Distort(dataset.ReadPixels(byPath[path], size), size, distortion), cancel);
        var stage = $"scoring {name}{(distortion is null ? "" : $", {distortion.Name}")}";
        progress?.Report(new WorkProgress(stage, 0, images.Count));
        var classified = new List<(DatasetImage, IReadOnlyList<double>)>();
        foreach (var chunk in decoded.Chunk(TrainedRun.BatchSize))
        {
            var pixels = chunk.SelectMany(image => image.Pixels ?? throw new InputException(image.Error!)).ToArray();
            foreach (var (image, probabilities) in chunk.Zip(run.Classify(Batch.FromBytes(pixels, size))))
            {
                classified.Add((byPath[image.Name], probabilities));
                progress?.Report(new WorkProgress(stage, classified.Count, images.Count));
            }
        }
        return classified;
    }

    private static byte[] Distort(byte[] pixels, int size, Distortion? distortion) =>
        distortion is null ? pixels : distortion.Apply(GrayImage.FromBytes(size, size, pixels)).ToBytes();
}
