using System.CommandLine;
using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Inference.Models;
using CovidCxr.Reports.Comparing;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;
using CovidCxr.Shell.Views;
using CovidCxr.Training.Export;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr export</c>: a trained network as one file that scores by itself.</summary>
internal sealed class ExportCommand : Command, IHasExamples
{
    private readonly Option<string> model = new("--model")
    {
        Description = "Folder of a run (covidcxr train --out).",
        HelpName = "run",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "The model file; an older one is replaced.",
        HelpName = "file.onnx",
        Required = true,
    };

    private readonly Option<string?> data = new("--data")
    {
        Description = "The dataset that the run was trained on: to check on its images, and to measure how unlike them a new image is.",
        HelpName = "dataset",
    };

    private readonly Option<string?> report = new("--report")
    {
        Description = "The run's report (covidcxr evaluate --out), whose figures the card then tells.",
        HelpName = "report",
    };

    public ExportCommand()
        : base("export", "Write a trained network as an ONNX file with preprocessing, calibration and model card, checked against ONNX Runtime.")
    {
        Add(model);
        Add(output);
        Add(data);
        Add(report);
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
        var file = parsed.GetRequiredValue(output);
        using var staged = AtomicFile.Begin(file, ".onnx");
        using var run = TrainedRun.Open(parsed.GetRequiredValue(model));
        var dataset = parsed.GetValue(data) is { } folder ? Dataset.Open(folder) : null;
        var scores = parsed.GetValue(report) is { } measured
            ? CardScores.Read(measured, run.Recipe.Name, run.Description.Seed, run.Description.Dataset, run.Fingerprint)
            : new Dictionary<string, double>();

        var exported = await new ProgressDisplay().RunAsync(progress => ModelExport.Write(run, dataset, scores, staged.Path, progress, cancel));
        if (run.Calibration is null)
            await Console.Error.WriteLineAsync(
                $"note: the probabilities are not calibrated and there are no operating points: "
                + (run.Recipe.Calibrate ? $"{run.Folder.Path} was stopped before its calibration ('covidcxr train --resume' ends it)" : $"the recipe {run.Recipe.Name} asks for none"));
        Check(file, staged.Path, exported);
        var megabytes = new FileInfo(staged.Path).Length / 1e6;
        staged.Commit();
        Screen.WriteLine(string.Create(CultureInfo.InvariantCulture, $"model file: {file} ({megabytes:F1} MB, {exported.Card.Parameters:N0} parameters)"));
        return ExitCode.Done;
    }

    /// <summary>Opens what was written as a user would and compares it with what the training library says.</summary>
    private static void Check(string file, string written, ExportedModel exported)
    {
        using var opened = OnnxClassifier.Open(written, Environment.ProcessorCount);
        var test = SelfTestResult.Run(opened);
        Screen.WriteLine(SelfTestLine.Of(test));
        if (!test.Passed)
            throw Differs(file);
        if (exported.Reference is null)
            return;
        var parity = Parity.Measure(opened, exported.Reference);
        Screen.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"against the training library, {parity.Images} validation images: probabilities differ by at most {parity.Probabilities:0.0E+0}, "
            + $"scores by {parity.Scores:0.0E+0}{(opened.HasMaps ? $", maps by {parity.Maps:0.0E+0}" : "")} (allowed {Parity.Tolerance:0.0E+0})"));
        if (!parity.Holds)
            throw Differs(file);
    }

    private static InputException Differs(string file) =>
        new($"{file}: not written, because ONNX Runtime's outputs are not the training library's; export from another machine, or report this as a fault");
}
