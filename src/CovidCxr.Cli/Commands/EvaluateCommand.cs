using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Paper;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Perturbations;
using CovidCxr.Reports;
using CovidCxr.Reports.Evaluation;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Scoring;
using Spectre.Console;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr evaluate</c>: a run's figures beside the paper's.</summary>
internal sealed class EvaluateCommand : Command, IHasExamples
{
    private readonly Option<string> model = new("--model")
    {
        Description = "Folder of a run (covidcxr train --out).",
        HelpName = "run",
        Required = true,
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of a dataset (covidcxr dataset build --out).",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder of the report: new, empty, or an older report, which is then replaced.",
        HelpName = "report",
        Required = true,
    };

    private readonly Option<bool> distortions = new("--distortions")
    {
        Description = "Score the validation part again, stretched, scaled, darker, flatter, blurred: does the network lean on that?",
    };

    public EvaluateCommand()
        : base("evaluate", "Measure a trained network: the paper's tables and figures, with intervals, as pictures, CSV and one HTML page.")
    {
        Add(model);
        Add(data);
        Add(output);
        Add(distortions);
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
        await EvaluateAsync(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(data), parsed.GetRequiredValue(output), parsed.GetValue(distortions), Invocation.Text(parsed), cancel);
        return ExitCode.Done;
    }

    /// <summary>Scores every split, writes the report and prints the figures; also a part of <c>reproduce</c>.</summary>
    internal static async Task EvaluateAsync(string model, string data, string output, bool distorted, string command, CancellationToken cancel)
    {
        EvaluationReport.CheckFolder(output);
        using var run = TrainedRun.Open(model);
        var dataset = Dataset.Open(data);
        var input = await new ProgressDisplay().RunAsync(progress => Score(run, dataset, distorted, command, progress, cancel));
        var metrics = EvaluationReport.Write(input, output);
        ComparisonView.Print(PaperComparison.Rows(metrics));
        if (run.Description.Dataset != dataset.Fingerprint)
            Screen.Out.WriteLine($"note: {model} was trained on another dataset than {data}; images of this test split may have been among its training images");
        if (run.Recipe.Calibrate && run.Calibration is null)
            Screen.Out.WriteLine($"note: {model} was stopped before its calibration; these probabilities are not calibrated ('covidcxr train --resume' ends it)");
        Screen.Out.WriteLine($"report: {Path.Combine(output, "report.html")}");
    }

    private static EvaluationInput Score(
        TrainedRun run, Dataset dataset, bool distorted, string command, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        List<ScoredImage> Images(DatasetSplit split, Distortion? distortion = null) =>
        [
            .. SplitClassifier.Classify(run, dataset, split, progress, cancel, distortion)
                .Select(s => new ScoredImage(s.Image.Path, s.Image.Group, Findings.FromName(s.Image.Class)!.Value, s.Probabilities)),
        ];
        return new EvaluationInput
        {
            Recipe = run.Recipe.Name,
            Seed = run.Description.Seed,
            Model = $"{run.Recipe.Network}, {run.Parameters:N0} parameters, epoch {run.Epoch} of {run.Recipe.Epochs}, trained in {run.Description.Arithmetic}",
            Fingerprint = run.Fingerprint,
            Version = run.Description.Version,
            Command = command,
            Processor = ProcessorName.Read(),
            Date = DateOnly.FromDateTime(DateTime.UtcNow),
            DatasetFingerprint = dataset.Fingerprint,
            DatasetCounts = DatasetCount.Of(dataset.Images),
            Examples = ExampleXRay.Choose(dataset),
            Test = Images(DatasetSplit.Test),
            Val = Images(DatasetSplit.Val),
            Train = Images(DatasetSplit.Train),
            Distorted = distorted ? [.. Distortion.All.Select(d => (d, (IReadOnlyList<ScoredImage>)Images(DatasetSplit.Val, d)))] : [],
            Controls =
            [
                .. SplitClassifier.Classify(run, dataset, DatasetSplit.Controls, progress, cancel)
                    .Select(s => new ScoredControl(s.Image.Path, s.Image.Group, s.Image.Class, s.Probabilities)),
            ],
            History = MetricsFile.Read(run.Folder.Metrics),
        };
    }
}
