using System.CommandLine;
using CovidCxr.Cli.Workflows;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr lungs score</c>: measures the lung finder that comes with the product.</summary>
internal sealed class LungsScoreCommand : Command, IHasExamples
{
    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of the dataset (covidcxr dataset build --out); its validation split is measured.",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> masks = new("--masks")
    {
        Description = "Folder of the lung masks, with one folder per collection.",
        HelpName = "folder",
        Required = true,
    };

    public LungsScoreCommand()
        : base("score", "Measure the lung finder against masks drawn by hand, by collection.")
    {
        Add(data);
        Add(masks);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr lungs score --data dataset --masks sources/lung-masks"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new ScoreLungsWorkflow { Data = parsed.GetRequiredValue(data), Masks = parsed.GetRequiredValue(masks) };
        var scores = await new ProgressDisplay().RunAsync(progress => workflow.Run(progress, cancel));
        foreach (var score in scores)
            Screen.WriteLine(FormattableString.Invariant(
                $"{score.Source}: {score.Images} validation images, Dice {score.Dice:F3} at ")
                + FormattableString.Invariant($"{FindLungsWorkflow.Side} x {FindLungsWorkflow.Side}, worst {score.Worst:F3}"));
        return ExitCode.Done;
    }
}
