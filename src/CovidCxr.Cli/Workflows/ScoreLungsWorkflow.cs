using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Training.Lungs;

namespace CovidCxr.Cli.Workflows;

/// <summary>Measures the shipped lung finder on the validation images that have a mask drawn by hand.</summary>
internal sealed record ScoreLungsWorkflow
{
    /// <summary>Folder of the dataset.</summary>
    public required string Data { get; init; }

    /// <summary>Folder of the lung masks, one folder per collection.</summary>
    public required string Masks { get; init; }

    /// <summary>Measures the finder.</summary>
    /// <param name="progress">Reports images.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <returns>Of each collection its images and the Dice of mask and finding at 256 x 256.</returns>
    /// <exception cref="InputException">The dataset or the masks cannot be used.</exception>
    public IReadOnlyList<(string Source, int Images, double Dice, double Worst)> Run(
        IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var dataset = Dataset.Open(Data);
        using var finder = LungFinder.Open();
        var pairs = new LungMasks(Masks).Of(dataset, DatasetSplit.Val);
        var scores = new List<(string Source, double Dice)>();
        foreach (var (image, mask) in pairs)
        {
            cancel.ThrowIfCancellationRequested();
            const int side = FindLungsWorkflow.Side;
            var drawn = ImageDecoders.Default.ReadGray(mask, side, side);
            var found = finder.Find(dataset.ReadPixels(image, side), side, 1)[0];
            scores.Add((image.Source, found.Dice(new LungMask([.. drawn.Select(value => value >= 128)], side))));
            progress.Report(new WorkProgress("measuring the lung finder", scores.Count, pairs.Count));
        }
        return
        [
            .. scores.GroupBy(score => score.Source, score => score.Dice).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Count(), group.Average(), group.Min())),
        ];
    }
}
