using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Training.Lungs;

namespace CovidCxr.Cli.Workflows;

/// <summary>Measures a lung finder that comes with the product on the images of a split that have a mask drawn by hand.</summary>
internal sealed record ScoreLungsWorkflow
{
    /// <summary>Folder of the dataset.</summary>
    public required string Data { get; init; }

    /// <summary>Folder of the lung masks, one folder per collection.</summary>
    public required string Masks { get; init; }

    /// <summary>The split.</summary>
    public DatasetSplit Split { get; init; } = DatasetSplit.Val;

    /// <summary>The network.</summary>
    public LungNetwork Network { get; init; } = LungNetwork.Outlines;

    /// <summary>Measures the finder by collection.</summary>
    /// <param name="progress">Reports images.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <exception cref="InputException">The dataset or the masks cannot be used.</exception>
    public IReadOnlyList<LungScores> Run(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var dataset = Dataset.Open(Data);
        using var finder = LungFinder.Open(Network);
        return LungScores.Of(finder, dataset, new LungMasks(Masks).Of(dataset, Split), progress, cancel);
    }
}
