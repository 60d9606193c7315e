using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Building;
using CovidCxr.Datasets.Fetching;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using Spectre.Console;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr reproduce</c>: dataset build, train and evaluate in one.</summary>
internal sealed class ReproduceCommand : Command, IHasExamples
{
    // A slice that is built, trained and evaluated well within three minutes on two cores; its figures say nothing.
    private const int QuickImages = 600;
    private const int QuickEpochs = 3;

    private readonly Option<string?> sources = new("--sources")
    {
        Description = "Folder that holds the public collections; without it they are fetched first.",
        HelpName = "folder",
    };

    private readonly Option<string?> output = new("--out")
    {
        Description = "Folder for dataset, run and report; what is finished there already is not done again. [default: runs/paper, with --quick runs/quick]",
        HelpName = "folder",
    };

    private readonly Option<string> recipe = new("--recipe")
    {
        Description = "The recipe to train by.",
        HelpName = "name",
        DefaultValueFactory = _ => "paper",
    };

    private readonly Option<long> seed = new("--seed") { Description = "Seed of the training; the dataset's split is always seed 0.", HelpName = "number" };
    private readonly Option<bool> quick = new("--quick") { Description = "A small slice and few epochs, for a first look in under three minutes." };

    public ReproduceCommand()
        : base("reproduce", "Do the whole paper: build its dataset, train its network, and set its tables and figures beside this run's.")
    {
        Add(sources);
        Add(output);
        Add(recipe);
        Add(seed);
        Add(quick);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr reproduce --sources sources --out runs/paper",
        "covidcxr reproduce --sources sources --quick",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var isQuick = parsed.GetValue(quick);
        var folder = parsed.GetValue(output) ?? Path.Combine("runs", isQuick ? "quick" : "paper");
        var (dataset, run, report) = (Path.Combine(folder, "dataset"), Path.Combine(folder, "run"), Path.Combine(folder, "report"));
        var read = RecipeFile.Read(parsed.GetRequiredValue(recipe), isQuick ? [$"epochs={QuickEpochs}"] : []);

        if (Dataset.IsDataset(dataset))
            Screen.Out.WriteLine($"the dataset is there already: {dataset} (remove it to build it again)");
        else
            await BuildAsync(parsed.GetValue(sources) ?? await FetchAsync(folder, cancel), dataset, isQuick, cancel);
        await TrainCommand.TrainAsync(
            new TrainingOptions { Recipe = read, Data = dataset, Out = run, Seed = parsed.GetValue(seed), Resume = true }, cancel);
        await EvaluateCommand.EvaluateAsync(run, dataset, report, distorted: false, Invocation.Text(parsed), cancel);
        return ExitCode.Done;
    }

    private static async Task BuildAsync(string sources, string dataset, bool quick, CancellationToken cancel)
    {
        var options = new DatasetBuildOptions { Sources = sources, Out = dataset, Limit = quick ? QuickImages : null };
        await new ProgressDisplay().RunAsync(progress => DatasetBuilder.Build(options, progress, cancel));
        DatasetView.Print(Dataset.Open(dataset));
    }

    private static async Task<string> FetchAsync(string folder, CancellationToken cancel)
    {
        var sources = Path.Combine(folder, "sources");
        await new ProgressDisplay(ProgressUnit.Bytes).RunAsync(
            progress => SourceFetcher.FetchAsync(new FetchOptions { Out = sources }, progress, cancel));
        return sources;
    }
}
