using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr evaluate</c>: measures a run beside the paper.</summary>
internal sealed class EvaluateCommand : Command, IHasExamples
{
    private readonly Option<string> model = new("--model")
    {
        Description = "Folder of the run (covidcxr train --out).",
        HelpName = "run",
        Required = true,
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of the dataset (covidcxr dataset build --out).",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder for the report; must be new, empty, or an older report, which is replaced.",
        HelpName = "report",
        Required = true,
    };

    private readonly Option<bool> distortions = new("--distortions")
    {
        Description = "Also score the validation images stretched, scaled, darker, lighter, flatter and blurred, "
            + "to see whether the network relies on that.",
    };

    private readonly WithoutOption without = new("Evaluate without these classes: they need no image, and images of them are left out.");

    public EvaluateCommand()
        : base("evaluate", "Measure a trained network and write the paper's tables and figures as CSV, images and one HTML page.")
    {
        Add(model);
        Add(data);
        Add(output);
        Add(distortions);
        Add(without);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr evaluate --model runs/seed0 --data dataset --out runs/seed0-report",
        "covidcxr evaluate --model runs/seed0 --data dataset --out runs/seed0-report --distortions",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new EvaluateWorkflow
        {
            Model = parsed.GetRequiredValue(model),
            Data = parsed.GetRequiredValue(data),
            Out = parsed.GetRequiredValue(output),
            Distortions = parsed.GetValue(distortions),
            Without = without.Of(parsed),
            Command = Invocation.Text(parsed),
        };
        EvaluationView.Print(await new ProgressDisplay().RunAsync(progress => workflow.Run(progress, cancel)));
        return ExitCode.Done;
    }
}
