using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Labeled;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Inference.Pipeline;
using CovidCxr.Reports;
using CovidCxr.Reports.Evaluation;

namespace CovidCxr.Cli.Workflows;

/// <summary>Measures a model on labeled images that it was not trained with: a hospital's own, or the test split of a dataset.</summary>
internal sealed class MeasureWorkflow
{
    /// <summary>The model.</summary>
    public required IClassifier Classifier { get; init; }

    /// <summary>Where the images come from, as <c>--data</c> named it, for errors.</summary>
    public required string Data { get; init; }

    /// <summary>The images, without controls that the model learned from.</summary>
    public required LabeledImages Images { get; init; }

    /// <summary>Folder of the report: new, empty, or an older report, which is replaced.</summary>
    public required string Out { get; init; }

    /// <summary>The command line, for the report.</summary>
    public required string Command { get; init; }

    /// <summary>Scores the images and writes the report.</summary>
    /// <param name="progress">Reports scored images.</param>
    /// <param name="cancel">Stops between two images; nothing is written then.</param>
    /// <exception cref="InputException">No image of the three classes can be read, or the report cannot be written.</exception>
    public EvaluateResult Run(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        EvaluationReport.CheckFolder(Out);
        var (scored, notes) = Score(progress, cancel);
        var test = scored.Where(image => image.Labeled.Label is FindingLabel).ToList();
        if (test.Count == 0)
            throw new InputException(string.Join(
                "; ", [$"--data {Data}: none of {Counted.Of(Images.Images.Count, "image")} is of a class and can be read", .. notes]));
        notes.AddRange(Findings.All.Where(finding => test.All(image => image.Labeled.Label.Class != finding))
            .Select(finding => $"no image is {finding.Name()}; figures about it are not defined"));
        var referred = scored.Count(image => image.Prediction.Refer);
        notes.Add($"referred to a person: {referred} of {Counted.Of(scored.Count, "image")}");
        var input = new EvaluationInput
        {
            Recipe = "model",
            Seed = 0,
            Model = Classifier.Model,
            Fingerprint = "",
            Version = ProductVersion.Number,
            Command = Command,
            Processor = ProcessorName.Read(),
            Date = DateOnly.FromDateTime(DateTime.UtcNow),
            DatasetFingerprint = Checksums.Of(System.Text.Encoding.UTF8.GetBytes(
                string.Concat(Images.Images.Select(image => $"{image.Name}\t{image.Finding}\n")))),
            DatasetCounts =
            [
                .. test.GroupBy(image => image.Labeled.Label.Class!.Value).Select(same => new DatasetCount(
                    DatasetSplit.Test, same.Key.Name(), same.Count(), Patients(same), Patients(same))),
            ],
            Test = [.. test.Select(image => new ScoredImage(
                image.Labeled.Name, image.Labeled.Patient, image.Labeled.Label.Class!.Value, image.Prediction.Probabilities!))],
            Controls = [.. Controls(scored, test).Select(image => new ScoredControl(
                image.Labeled.Name, image.Labeled.Patient, image.Labeled.Finding, image.Prediction.Probabilities!))],
            BySource = SourceScore.Of(scored.Select(image => (
                (image.Labeled.Label is FindingLabel ? DatasetSplit.Test : DatasetSplit.Controls).Folder(),
                image.Labeled.Source,
                image.Labeled.Label.Class?.Name() ?? image.Labeled.Finding,
                image.Prediction.Class!.Value))),
            Notes = notes,
        };
        return new EvaluateResult(EvaluationReport.Write(input, Out), input.BySource, EvaluationReport.PagePath(Out), notes);
    }

    private static IEnumerable<(LabeledImage Labeled, Prediction Prediction)> Controls(
        IEnumerable<(LabeledImage Labeled, Prediction Prediction)> scored,
        IEnumerable<(LabeledImage Labeled, Prediction Prediction)> test) => SameOrigin.Of(
            scored.Where(image => image.Labeled.Label is ControlLabel),
            image => image.Labeled.Source,
            test.Where(image => image.Labeled.Label.Class == Finding.Covid19).Select(image => image.Labeled.Source));

    private static int Patients(IEnumerable<(LabeledImage Labeled, Prediction Prediction)> images) =>
        images.Select(image => image.Labeled.Patient).Distinct().Count();

    private (List<(LabeledImage Labeled, Prediction Prediction)> Scored, List<string> Notes) Score(
        IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var scored = new List<(LabeledImage, Prediction)>();
        List<string> notes = [.. Images.Notes];
        var unread = new List<string>();
        var pipeline = new PredictionPipeline(Classifier, new PredictionOptions { Decoders = XRayDecoders.All });
        foreach (var (image, prediction) in Images.Images.Zip(pipeline.Run(Images.Images.Select(image => image.Path), cancel)))
        {
            if (prediction.Error is { } error)
                unread.Add(error);
            else
                scored.Add((image, prediction));
            progress.Report(new WorkProgress("scoring", scored.Count + unread.Count, Images.Images.Count));
        }

        if (unread.Count > 0)
            notes.Add($"{Counted.Of(unread.Count, "image")} cannot be read, first: {unread[0]}");
        return (scored, notes);
    }
}
