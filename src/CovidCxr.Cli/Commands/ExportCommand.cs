using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Shell;
using CovidCxr.Shell.Output;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr export</c>: writes a trained network as one file that predicts without the training library.</summary>
internal sealed class ExportCommand : Command, IHasExamples
{
    private readonly Option<string> model = new("--model")
    {
        Description = "Folder of the run (covidcxr train --out).",
        HelpName = "run",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Model file to write; an existing one is replaced.",
        HelpName = "file.onnx",
        Required = true,
    };

    private readonly Option<string?> data = new("--data")
    {
        Description = "Dataset of the run, to check the file on its images and to learn which images are unlike them.",
        HelpName = "dataset",
    };

    private readonly Option<string?> report = new("--report")
    {
        Description = "Report of the run (covidcxr evaluate --out); its figures go into the model card.",
        HelpName = "report",
    };

    private readonly WithoutOption without = new("Export although the run was trained without these classes; the card says so.");

    private readonly ForceOption force = new();

    public ExportCommand()
        : base("export", "Write a trained network as an ONNX file with preprocessing, calibration and model card, and check the file.")
    {
        Add(model);
        Add(output);
        Add(force);
        Add(data);
        Add(report);
        Add(without);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr export --model runs/seed0 --out seed0.onnx",
        "covidcxr export --model runs/seed0 --data dataset --report runs/seed0-report --out seed0.onnx",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new ExportWorkflow
        {
            Model = parsed.GetRequiredValue(model),
            Out = parsed.GetRequiredValue(output),
            Force = parsed.GetValue(force),
            Data = parsed.GetValue(data),
            Report = parsed.GetValue(report),
            Without = without.Of(parsed),
        };
        ExportView.Print(await new ProgressDisplay().RunAsync(progress => workflow.Run(progress, cancel)), workflow.Out);
        return ExitCode.Done;
    }
}
