using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Datasets;
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
    /// <param name="epochs">Reports steps and finished epochs.</param>
    /// <param name="cancel">Stops after the current step; the run can be resumed.</param>
    /// <returns>One record per epoch of the run.</returns>
    /// <exception cref="InputException">
    /// The recipe, the dataset or the folder of the run cannot be used, or a class that is not left out has no image.
    /// </exception>
    public IReadOnlyList<EpochRecord> Run(
        IProgress<WorkProgress> progress, IProgress<TrainingProgress> epochs, CancellationToken cancel)
    {
        var options = Request.Complete() with { Warn = Warn };
        ClassRule.CheckLeaves(options.Without, 2);
        var dataset = Dataset.Open(options.Data);
        ClassRule.Check(dataset, options.Without);
        foreach (var leftOut in ClassRule.LeftOut(dataset, options.Without))
            Warn?.Invoke(leftOut);
        return TrainingLoop.Run(options, progress, epochs, cancel);
    }
}
