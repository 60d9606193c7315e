using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr reproduce</c>: dataset build, train and evaluate in one.</summary>
internal sealed class ReproduceCommand : Command, IHasExamples, ISavesWhenStopped
{
    private readonly Option<string?> sources = new("--sources")
    {
        Description = "Folder of the public collections. Default: download them.",
        HelpName = "folder",
    };

    private readonly Option<string?> output = new("--out")
    {
        Description = "Folder for dataset, run and report; finished parts are kept. [default: runs/paper, with --quick runs/quick]",
        HelpName = "folder",
    };

    private readonly Option<string> recipe = new("--recipe")
    {
        Description = "Recipe to train by.",
        HelpName = "name",
        DefaultValueFactory = _ => "paper",
    };

    private readonly Option<long> seed = new("--seed")
    {
        Description = "Seed of the training; the dataset is always split with seed 0.",
        HelpName = "number",
    };

    private readonly Option<bool> quick = new("--quick")
    {
        Description = "Take a small slice and few epochs, for a first look in under three minutes.",
    };

    private readonly WithoutOption without = new("Leave these classes out of dataset, training and evaluation.");

    public ReproduceCommand()
        : base("reproduce", "Reproduce the paper: build its dataset, train its network and compare the figures.")
    {
        Add(sources);
        Add(output);
        Add(recipe);
        Add(seed);
        Add(quick);
        Add(without);
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
        var workflow = new ReproduceWorkflow(new ReproduceOptions
        {
            Sources = parsed.GetValue(sources),
            Out = parsed.GetValue(output) ?? Path.Combine("runs", isQuick ? "quick" : "paper"),
            Recipe = parsed.GetRequiredValue(recipe),
            Seed = parsed.GetValue(seed),
            Quick = isQuick,
            Without = without.Of(parsed),
            Command = Invocation.Text(parsed),
            Warn = TrainingView.Warn,
        });

        if (workflow.HasDataset)
            Screen.WriteLine($"the dataset is there already: {workflow.DatasetFolder} (remove it to build it again)");
        else
            await BuildDatasetAsync(workflow, cancel);
        await TrainingView.ShowAsync(workflow.Train, workflow.RunFolder, Invocation.Text(parsed), cancel);
        EvaluationView.Print(await new ProgressDisplay().RunAsync(progress => workflow.Evaluate(progress, cancel)));
        return ExitCode.Done;
    }

    private static async Task BuildDatasetAsync(ReproduceWorkflow workflow, CancellationToken cancel)
    {
        if (!workflow.HasSources)
            await new ProgressDisplay(ProgressUnit.Bytes).RunAsync(progress => workflow.FetchAsync(progress, cancel));
        var dataset = await new ProgressDisplay().RunAsync(progress => workflow.BuildDataset(progress, cancel));
        DatasetView.Print(dataset);
        DatasetView.Warn(dataset);
    }
}
