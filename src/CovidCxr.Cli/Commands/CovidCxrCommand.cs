using CovidCxr.Cli.Workflows;
using CovidCxr.Shell.Commands;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr</c> with every command.</summary>
internal sealed class CovidCxrCommand : ProgramCommand
{
    public CovidCxrCommand()
        : base(TorchClassifier.Open, TrainingImages.Open)
    {
        Add(new DatasetCommand());
        Add(new TrainCommand());
        Add(new EvaluateCommand());
        Add(new AuditCommand());
        Add(new HoldOutCommand());
        Add(new BenchmarkCommand());
        Add(new CompareCommand());
        Add(new ExportCommand());
        Add(new QuantizeCommand());
        Add(new ReproduceCommand());
        Add(new LungsCommand());
        Add(new ServeCommand());
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr predict samples/",
        "covidcxr reproduce --sources sources --out runs/paper",
    ];
}

/// <summary><c>covidcxr dataset</c>: the commands from the public collections to a dataset.</summary>
internal sealed class DatasetCommand() : CommandGroup(
    "dataset",
    "Fetch the public collections, build a dataset from them, show what it holds, and list doubtful labels.",
    new DatasetFetchCommand(),
    new DatasetBuildCommand(),
    new DatasetShowCommand(),
    new DatasetSuspectsCommand());
