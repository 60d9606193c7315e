using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Runs;

namespace CovidCxr.Cli.Workflows;

/// <summary>Trains a network by a recipe.</summary>
/// <param name="Request">What to train, on what, and where.</param>
internal sealed record TrainWorkflow(TrainingRequest Request)
{
    /// <summary>Takes warnings, one line each without a full stop.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Trains to the last epoch.</summary>
    /// <param name="progress">Reports decoded images.</param>
    /// <param name="epochs">Reports steps and epochs.</param>
    /// <param name="cancel">Stops after the current step, with a checkpoint.</param>
    /// <returns>One record per epoch of the run.</returns>
    /// <exception cref="InputException">The recipe, the dataset or the folder of the run cannot be used.</exception>
    public IReadOnlyList<EpochRecord> Run(
        IProgress<WorkProgress> progress, IProgress<TrainingProgress> epochs, CancellationToken cancel) =>
        TrainingLoop.Run(Request.Complete() with { Warn = Warn }, progress, epochs, cancel);
}
