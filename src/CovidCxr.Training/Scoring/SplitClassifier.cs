using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Perturbations;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Scoring;

/// <summary>Scores the images of a dataset's splits.</summary>
public static class SplitScorer
{
    /// <summary>The images of one split with their probabilities, [3] each, in the manifest's order.</summary>
    /// <param name="run">The network.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="split">Which part of it.</param>
    /// <param name="progress">Told of every batch; may be null.</param>
    /// <param name="cancel">Stops between two batches.</param>
    /// <param name="distortion">What is done to every image at the network's input size; null leaves them as they are.</param>
    /// <exception cref="InputException">An image is missing or was changed.</exception>
    public static IReadOnlyList<(DatasetImage Image, IReadOnlyList<double> Probabilities)> Score(
        TrainedRun run, Dataset dataset, DatasetSplit split, IProgress<WorkProgress>? progress, CancellationToken cancel, Distortion? distortion = null)
    {
        var images = dataset.In(split);
        var byPath = images.ToDictionary(image => image.Path);
        var size = run.Recipe.InputSize;
        var decoded = ImageStream.Read(images.Select(image => image.Path), path => Distorted(dataset.ReadPixels(byPath[path], size), size, distortion), cancel);
        var stage = $"scoring {split.ToString().ToLowerInvariant()}{(distortion is null ? "" : $", {distortion.Name}")}";
        progress?.Report(new WorkProgress(stage, 0, images.Count));
        var scored = new List<(DatasetImage, IReadOnlyList<double>)>();
        foreach (var (image, probabilities) in run.Score(decoded))
        {
            scored.Add((byPath[image.Name], probabilities ?? throw new InputException(image.Error!)));
            progress?.Report(new WorkProgress(stage, scored.Count, images.Count));
        }
        return scored;
    }

    private static byte[] Distorted(byte[] pixels, int size, Distortion? distortion)
    {
        if (distortion is null)
            return pixels;
        var image = distortion.Apply(GrayImage.FromBytes(size, size, pixels));
        return Array.ConvertAll(image.Pixels, v => (byte)MathF.Round(Math.Clamp(v, 0, 1) * 255));
    }
}
