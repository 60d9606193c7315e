using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Perturbations;
using CovidCxr.Reports;
using CovidCxr.Reports.Evaluation;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Cli.Workflows;

/// <summary>Scores every split of a dataset with a trained network and writes the report.</summary>
internal sealed record EvaluateWorkflow
{
    /// <summary>Folder of the run.</summary>
    public required string Model { get; init; }

    /// <summary>Folder of the dataset.</summary>
    public required string Data { get; init; }

    /// <summary>Folder of the report: new, empty, or an older report, which is replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Whether to score the validation split under every <see cref="Distortion"/> too. Default: false.</summary>
    public bool Distortions { get; init; }

    /// <summary>The classes to evaluate without, at most two. Default: none.</summary>
    public IReadOnlyList<Finding> Without { get; init; } = [];

    /// <summary>The command line, for the report.</summary>
    public required string Command { get; init; }

    /// <summary>Evaluates the run.</summary>
    /// <param name="progress">Reports scored images.</param>
    /// <param name="cancel">Stops between two batches; nothing is written then.</param>
    /// <exception cref="InputException">The run, the dataset or the folder of the report cannot be used.</exception>
    public EvaluateResult Run(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        EvaluationReport.CheckFolder(Out);
        ClassRule.CheckLeaves(Without, 1);
        using var run = TrainedRun.Open(Model);
        var dataset = Dataset.Open(Data);
        ClassRule.Check(dataset, Without);
        string[] notes = [.. Notes(run, dataset)];
        var input = Score(run, dataset.Without(Without), notes, progress, cancel);
        var metrics = EvaluationReport.Write(input, Out);
        return new(metrics, input.BySource, EvaluationReport.PagePath(Out), notes);
    }

    private EvaluationInput Score(
        TrainedRun run, Dataset dataset, IReadOnlyList<string> notes, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        IReadOnlyList<(DatasetImage Image, IReadOnlyList<double> Probabilities)> Classify(
            DatasetSplit split, Distortion? distortion = null) =>
            SplitClassifier.Classify(run, dataset, split, progress, cancel, distortion);
        var (test, val, train) = (Classify(DatasetSplit.Test), Classify(DatasetSplit.Val), Classify(DatasetSplit.Train));
        var heldOut = run.Description.HeldOut;
        var controls = Classify(DatasetSplit.Controls).Where(s => heldOut.Controls?.Contains(s.Image.Group) != false).ToList();
        var unseen = train.Where(s => heldOut.Sources.Contains(s.Image.Source));
        var ofCovid = dataset.Images.Where(image => image.Class == Finding.Covid19.Name()).Select(image => image.Source);
        return new EvaluationInput
        {
            Recipe = run.Recipe.Name,
            Seed = run.Description.Seed,
            Model = $"{run.Recipe.Network}, {run.Parameters:N0} parameters, epoch {run.Epoch} of {run.Recipe.Epochs}, "
                + $"trained in {run.Description.Arithmetic}",
            Fingerprint = run.Fingerprint,
            Version = run.Description.Version,
            Command = Command,
            Processor = ProcessorName.Read(),
            Date = DateOnly.FromDateTime(DateTime.UtcNow),
            DatasetFingerprint = dataset.Fingerprint,
            DatasetCounts = DatasetCount.Of(dataset.Images),
            Examples = ExampleXRay.Choose(dataset),
            Test = Scored(test),
            Val = Scored(val),
            Train = Scored(train),
            Distorted = Distortions ? [.. Distortion.All.Select(d => (d, Scored(Classify(DatasetSplit.Val, d))))] : [],
            Controls =
            [
                .. SameOrigin.Of(controls, s => s.Image.Source, ofCovid)
                    .Select(s => new ScoredControl(s.Image.Path, s.Image.Group, s.Image.Class, s.Probabilities)),
            ],
            BySource = SourceScore.Of(val.Concat(test).Concat(controls).Concat(unseen).Select(s => (
                s.Image.Split == DatasetSplit.Train ? SourceScore.HeldOut : s.Image.Split.Folder(),
                s.Image.Source,
                s.Image.Split == DatasetSplit.Controls ? SourceScore.OtherFindings : s.Image.Class,
                Findings.MostLikely(s.Probabilities)))),
            History = run.ReadHistory(),
            Notes = notes,
        };
    }

    private static IReadOnlyList<ScoredImage> Scored(
        IEnumerable<(DatasetImage Image, IReadOnlyList<double> Probabilities)> images) =>
    [
        .. images.Select(s => new ScoredImage(
            s.Image.Path, s.Image.Group, Findings.FromName(s.Image.Class)!.Value, s.Probabilities)),
    ];

    private IEnumerable<string> Notes(TrainedRun run, Dataset dataset)
    {
        foreach (var leftOut in ClassRule.LeftOut(dataset, Without))
            yield return leftOut;
        foreach (var finding in run.Untrained)
            yield return $"{Model} was trained without images of {finding.Name()} and cannot recognise it";
        if (run.Description.Dataset != dataset.Fingerprint)
            yield return $"{Model} was trained on another dataset than {Data}; "
                + "images of this test split may have been among its training images";
        if (run.Description.HeldOut.Controls is { } heldOut)
            yield return heldOut.Note;
        if (run.Recipe.Calibrate && run.Calibration is null)
            yield return $"{Model} was stopped before its calibration; "
                + "these probabilities are not calibrated (finish the run with 'covidcxr train --resume --out {Model}')";
    }
}

/// <summary>The outcome of an evaluation.</summary>
/// <param name="Metrics">The figures.</param>
/// <param name="BySource">What the images of each collection are called.</param>
/// <param name="Page">Path of the HTML page.</param>
/// <param name="Notes">Limits of the figures, one sentence each without a full stop; empty if none.</param>
internal sealed record EvaluateResult(
    EvaluationMetrics Metrics, IReadOnlyList<SourceScore> BySource, string Page, IReadOnlyList<string> Notes);
