using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Datasets;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr lungs score</c>: measures the lung finder that comes with the product.</summary>
internal sealed class LungsScoreCommand : Command, IHasExamples
{
    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of the dataset (covidcxr dataset build --out); images of its training split are not measured.",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> masks = new("--masks")
    {
        Description = "Folder of the lung masks, with one folder per collection.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<string> split = new("--split")
    {
        Description = "Split of the dataset: val as long as anything is still chosen.",
        DefaultValueFactory = _ => DatasetSplit.Val.Folder(),
    };

    private readonly LungNetworkOption network = new();

    public LungsScoreCommand()
        : base("score", "Measure the lung finder against masks drawn by hand, by collection.")
    {
        split.AcceptOnlyFromAmong(DatasetSplit.Val.Folder(), DatasetSplit.Test.Folder());
        Add(data);
        Add(masks);
        Add(split);
        Add(network);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr lungs score --data dataset --masks sources/lung-masks"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new ScoreLungsWorkflow
        {
            Data = parsed.GetRequiredValue(data),
            Masks = parsed.GetRequiredValue(masks),
            Split = parsed.GetValue(split) == DatasetSplit.Val.Folder() ? DatasetSplit.Val : DatasetSplit.Test,
            Network = network.In(parsed),
        };
        var scores = await new ProgressDisplay().RunAsync(progress => workflow.Run(progress, cancel));
        foreach (var line in LungsView.Lines(scores))
            Screen.WriteLine(line);
        return ExitCode.Done;
    }
}
