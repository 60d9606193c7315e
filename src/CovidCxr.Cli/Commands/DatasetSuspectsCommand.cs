using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Reports.Suspects;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr dataset suspects</c>: lists the training images whose labels a network doubts.</summary>
internal sealed class DatasetSuspectsCommand : Command, IHasExamples
{
    private readonly Argument<string> dataset = new("dataset") { Description = "Folder of the dataset." };

    private readonly Option<string[]> runs = new("--runs")
    {
        Description = "Folders of runs, one of each fold (covidcxr train --fold 1/3, 2/3, 3/3).",
        HelpName = "runs",
        AllowMultipleArgumentsPerToken = true,
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder for the list; must be new, empty, or an older list, which is replaced.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<int> pictures = new("--pictures")
    {
        Description = "How many of the most doubtful images the page shows, 0 to 1000.",
        HelpName = "number",
        DefaultValueFactory = _ => 100,
    };

    public DatasetSuspectsCommand()
        : base("suspects", "List the training images whose labels are most doubtful, with pictures.")
    {
        Add(dataset);
        Add(runs);
        Add(output);
        Add(pictures);
        Validators.Add(result =>
        {
            if (result.GetValue(pictures) is < 0 or > 1000)
                result.AddError($"--pictures {result.GetValue(pictures)}: give 0 to 1000");
        });
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
        ["covidcxr dataset suspects dataset --runs runs/fold1 runs/fold2 runs/fold3 --out suspects"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new SuspectsWorkflow
        {
            Data = parsed.GetRequiredValue(dataset),
            Runs = parsed.GetRequiredValue(runs),
            Out = parsed.GetRequiredValue(output),
            Pictures = parsed.GetValue(pictures),
        };
        var ranked = await new ProgressDisplay().RunAsync(progress => workflow.Run(progress, cancel));
        SuspectsView.Print(ranked, SuspectsReport.PagePath(workflow.Out));
        return ExitCode.Done;
    }
}
