using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Labeled;
using CovidCxr.Shell;
using CovidCxr.Shell.Commands;
using CovidCxr.Shell.Progress;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr evaluate</c>: measures a run or a model file beside the paper.</summary>
internal sealed class EvaluateCommand : Command, IHasExamples
{
    private readonly Option<string?> model = new("--model")
    {
        Description = "Run folder (covidcxr train --out) or model file. Default: the model that comes with the program.",
        HelpName = "file.onnx|run",
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "Dataset (covidcxr dataset build --out), or images of your own: a folder with a folder for each class, or a table.",
        HelpName = "dataset|folder|csv",
        Required = true,
    };

    private readonly ColumnsOption columns = new();

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
        Add(columns);
        Add(output);
        Add(distortions);
        Add(without);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr evaluate --model runs/seed0 --data dataset --out runs/seed0-report",
        "covidcxr evaluate --data ward/labels.csv --columns file=image,class=finding --out ward-report",
        "covidcxr evaluate --model runs/seed0 --data dataset --out runs/seed0-report --distortions",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (named, path) = (parsed.GetValue(model), parsed.GetRequiredValue(data));
        if (!Directory.Exists(named) || !Dataset.IsDataset(path))
            return await MeasureAsync(parsed, named, path, cancel);
        LabeledImages.CheckColumns("--data", path, parsed.GetValue(columns));
        var workflow = new EvaluateWorkflow
        {
            Model = named,
            Data = path,
            Out = parsed.GetRequiredValue(output),
            Distortions = parsed.GetValue(distortions),
            Without = without.Of(parsed),
            Command = Invocation.Text(parsed),
        };
        EvaluationView.Print(await new ProgressDisplay().RunAsync(progress => workflow.Run(progress, cancel)));
        return ExitCode.Done;
    }

    // A model file, or images of one's own: neither has what a run and its dataset know of training.
    private async Task<int> MeasureAsync(ParseResult parsed, string? named, string path, CancellationToken cancel)
    {
        if (parsed.GetValue(distortions) || without.Of(parsed).Count > 0)
            throw new InputException("--distortions and --without need a run and its dataset; leave them out");
        using var classifier = Classifiers.Open(named, TorchClassifier.Open);
        var workflow = new MeasureWorkflow
        {
            Classifier = classifier,
            Data = path,
            Images = LabeledImages.Read(path, parsed.GetValue(columns)).Without(classifier.HeldOutControls),
            Out = parsed.GetRequiredValue(output),
            Command = Invocation.Text(parsed),
        };
        EvaluationView.Print(await new ProgressDisplay().RunAsync(progress => workflow.Run(progress, cancel)));
        return ExitCode.Done;
    }
}
