using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Training.Lungs;

namespace CovidCxr.Cli.Workflows;

/// <summary>Trains a network that finds the lungs.</summary>
internal sealed record TrainLungsWorkflow
{
    /// <summary>Folder of the dataset.</summary>
    public required string Data { get; init; }

    /// <summary>Folder of the lung masks, one folder per collection.</summary>
    public required string Masks { get; init; }

    /// <summary>The file of weights, <c>.safetensors</c>; an older one is replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Whether to replace a file that is no earlier output of this kind. Default: false.</summary>
    public bool Force { get; init; }

    /// <summary>Seed of weights, order and augmentation. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The network.</summary>
    public LungNetwork Network { get; init; } = LungNetwork.Outlines;

    /// <summary>Passes over the masks, at least 1.</summary>
    public int Epochs { get; init; } = LungNetworkName.Epochs;

    /// <summary>Trains the network and measures it on the validation split.</summary>
    /// <param name="progress">Reports training steps.</param>
    /// <param name="cancel">Stops between two steps; nothing is written then.</param>
    /// <exception cref="InputException">The dataset, the masks, the file or the number of epochs cannot be used.</exception>
    public IReadOnlyList<LungScores> Run(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        if (Epochs < 1)
            throw new InputException($"--epochs {Epochs}: give 1 or more");
        OutputRule.Check("--out", Out, EarlierOutput.Weights, Force, [Data, Masks]);
        AtomicFile.CheckWritable(Out, ".safetensors");
        var dataset = Dataset.Open(Data);
        return LungTraining.Run(Network, dataset, new LungMasks(Masks), Seed, Epochs, Out, progress, cancel);
    }
}
