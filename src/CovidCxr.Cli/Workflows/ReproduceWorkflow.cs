using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Building;
using CovidCxr.Datasets.Fetching;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Runs;

namespace CovidCxr.Cli.Workflows;

/// <summary>Reproduces the paper in four steps. The caller runs them in order and skips those whose result exists.</summary>
internal sealed class ReproduceWorkflow
{
    // A slice that is built, trained and evaluated within three minutes on two cores; its figures say nothing.
    private const int QuickImages = 600;
    private const int QuickEpochs = 3;

    private readonly ReproduceOptions options;
    private readonly string sources;
    private readonly TrainWorkflow training;

    /// <param name="options">What to reproduce.</param>
    /// <exception cref="InputException">There is no such recipe, or it is invalid.</exception>
    public ReproduceWorkflow(ReproduceOptions options)
    {
        this.options = options;
        sources = options.Sources ?? Path.Combine(options.Out, "sources");
        DatasetFolder = Path.Combine(options.Out, "dataset");
        training = new TrainWorkflow(new TrainingRequest
        {
            Recipe = options.Recipe,
            Epochs = options.Quick ? QuickEpochs : null,
            Data = DatasetFolder,
            Out = Path.Combine(options.Out, "run"),
            Seed = options.Seed,
            Without = options.Without,
            Resume = true,
        })
        { Warn = options.Warn };
        training.Request.CheckRecipe();
        ClassRule.CheckLeaves(options.Without, 2);
    }

    /// <summary>Folder of the dataset.</summary>
    public string DatasetFolder { get; }

    /// <summary>Folder of the run.</summary>
    public string RunFolder => training.Request.Out;

    /// <summary>Whether the dataset exists, so that steps 1 and 2 are not needed.</summary>
    public bool HasDataset => Dataset.IsDataset(DatasetFolder);

    /// <summary>Whether the caller named a folder of collections, so that step 1 is not needed.</summary>
    public bool HasSources => options.Sources is not null;

    /// <summary>Step 1: downloads the public collections; complete ones are kept.</summary>
    /// <param name="progress">Reports bytes.</param>
    /// <param name="cancel">Stops; the next run continues a download.</param>
    /// <exception cref="InputException">A collection could not be downloaded.</exception>
    public async Task<IReadOnlyList<FetchedSource>> FetchAsync(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var created = EmptyFolders.MissingAbove(options.Out);
        try
        {
            return await SourceFetcher.FetchAsync(new FetchOptions { Out = sources }, progress, cancel);
        }
        catch
        {
            EmptyFolders.Remove(created);
            throw;
        }
    }

    /// <summary>Step 2: builds the dataset.</summary>
    /// <param name="progress">Reports images.</param>
    /// <param name="cancel">Stops; nothing is written then.</param>
    /// <exception cref="InputException">The collections or the folder cannot be used.</exception>
    public Dataset BuildDataset(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var build = new DatasetBuildOptions
        {
            Sources = sources,
            Out = DatasetFolder,
            Limit = options.Quick ? QuickImages : null,
            Without = options.Without,
        };
        DatasetBuilder.Build(build, progress, cancel);
        return Dataset.Open(DatasetFolder);
    }

    /// <summary>Step 3: trains the network; a finished run is kept and a stopped one continued.</summary>
    /// <inheritdoc cref="TrainWorkflow.Run"/>
    public IReadOnlyList<EpochRecord> Train(
        IProgress<WorkProgress> progress, IProgress<TrainingProgress> epochs, CancellationToken cancel) =>
        training.Run(progress, epochs, cancel);

    /// <summary>Step 4: evaluates the run and writes the report.</summary>
    /// <inheritdoc cref="EvaluateWorkflow.Run"/>
    public EvaluateResult Evaluate(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var evaluation = new EvaluateWorkflow
        {
            Model = RunFolder,
            Data = DatasetFolder,
            Out = Path.Combine(options.Out, "report"),
            Without = options.Without,
            Command = options.Command,
        };
        return evaluation.Run(progress, cancel);
    }
}

/// <summary>What to reproduce and where.</summary>
internal sealed record ReproduceOptions
{
    /// <summary>Folder of the public collections; null to download them.</summary>
    public string? Sources { get; init; }

    /// <summary>Folder for dataset, run and report.</summary>
    public required string Out { get; init; }

    /// <summary>Name of a recipe, or path of a YAML file.</summary>
    public required string Recipe { get; init; }

    /// <summary>Seed of the training; the split of the dataset is always that of seed 0. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The classes to leave out of dataset, training and evaluation, at most one. Default: none.</summary>
    public IReadOnlyList<Finding> Without { get; init; } = [];

    /// <summary>Whether to take a small slice and few epochs, for a first look. Default: false.</summary>
    public bool Quick { get; init; }

    /// <summary>The command line, for the report.</summary>
    public required string Command { get; init; }

    /// <summary>Takes warnings, one line each without a full stop.</summary>
    public Action<string>? Warn { get; init; }
}
