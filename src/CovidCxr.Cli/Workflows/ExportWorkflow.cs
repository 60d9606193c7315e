using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Inference.Models;
using CovidCxr.Reports.Comparing;
using CovidCxr.Training.Export;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Cli.Workflows;

/// <summary>Writes a trained network as a model file and checks the file before it takes its name.</summary>
internal sealed record ExportWorkflow
{
    /// <summary>Folder of the run.</summary>
    public required string Model { get; init; }

    /// <summary>The model file, <c>.onnx</c>; an older one is replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Whether to replace a file that is no earlier output of this kind. Default: false.</summary>
    public bool Force { get; init; }

    /// <summary>Folder of the run's dataset; null to export without novelty and without a check on its images.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of the run's report; null for a card without figures.</summary>
    public string? Report { get; init; }

    /// <summary>The classes that the run was trained without; the card says so. Default: none.</summary>
    public IReadOnlyList<Finding> Without { get; init; } = [];

    /// <summary>Exports the run.</summary>
    /// <param name="progress">Reports scored images.</param>
    /// <param name="cancel">Stops between two images; nothing is written then.</param>
    /// <exception cref="InputException">
    /// The run, the dataset, the report or the file cannot be used, or ONNX Runtime and the training library disagree.
    /// </exception>
    public ExportResult Run(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        OutputRule.Check("--out", Out, EarlierOutput.Model, Force, [Model, Data ?? "", Report ?? ""]);
        using var file = AtomicFile.Begin(Out, ".onnx");
        using var run = TrainedRun.Open(Model);
        var dataset = Data is null ? null : Dataset.Open(Data);
        CheckClasses(run, dataset);
        var scores = Report is null
            ? new Dictionary<string, double>()
            : CardScores.Read(Report, run.Recipe.Name, run.Description.Seed, run.Description.Dataset, run.Fingerprint);

        var exported = ModelExport.Write(run, dataset?.Without(Without), [.. Without.Order()], scores, file, progress, cancel);
        var result = Check(file.Path, exported) with { Note = NoteOnCalibration(run) };
        file.Commit();
        return result;
    }

    /// <summary>The user must know, and say, what the network has never seen: its file answers with all three classes.</summary>
    private void CheckClasses(TrainedRun run, Dataset? dataset)
    {
        ClassRule.CheckLeaves(Without, 2);
        if (dataset is not null)
            ClassRule.Check(dataset, Without);
        if (run.Description.UntrainedClasses is null)
            return; // a run of an earlier version: nobody can tell without its dataset
        if (Without.Except(run.Untrained).ToList() is { Count: > 0 } trained)
            throw new InputException(
                $"{ClassRule.Option} {Names(trained)}: {Model} was trained with images of {Names(trained)}; leave that out");
        if (run.Untrained.Except(Without).ToList() is { Count: > 0 } untrained)
            throw new InputException(
                $"--model {Model}: was trained without images of {Names(untrained)} and cannot recognise it; train with all classes, "
                + $"or export it all the same with {ClassRule.Option} {Names(untrained)}");

        static string Names(IEnumerable<Finding> findings) => string.Join(',', findings.Select(finding => finding.Name()));
    }

    /// <summary>Opens the file as a user would and compares its outputs with those of the training library.</summary>
    private ExportResult Check(string path, ExportedModel exported)
    {
        using var opened = OnnxClassifier.Open(path, Environment.ProcessorCount);
        var selfTest = SelfTestResult.Run(opened);
        if (!selfTest.Passed)
            throw Differs(selfTest.Difference);
        var parity = exported.Reference is null ? null : Parity.Measure(opened, exported.Reference);
        if (parity is { Holds: false })
            throw Differs(Math.Max(parity.Probabilities, Math.Max(parity.Scores, parity.Maps)));
        return new(exported.Card, new FileInfo(path).Length, selfTest, parity, opened.HasMaps);
    }

    private InputException Differs(double difference) => new(FormattableString.Invariant(
        $"--out {Out}: not written, because ONNX Runtime and the training library differ by {difference:0.0E+0} ")
        + FormattableString.Invariant($"(allowed {Parity.Tolerance:0.0E+0}); export on another machine, or report this as a bug"));

    private static string? NoteOnCalibration(TrainedRun run)
    {
        if (run.Calibration is { } calibration)
            return calibration.Warning;
        var reason = run.Recipe.Calibrate
            ? $"{run.Folder.Path} was stopped before its calibration (finish it with 'covidcxr train --resume --out {run.Folder.Path}')"
            : $"the recipe {run.Recipe.Name} asks for none";
        return $"the probabilities are not calibrated and there are no operating points: {reason}";
    }
}

/// <summary>The outcome of an export.</summary>
/// <param name="Card">The card in the file.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="SelfTest">The self-test, which passed.</param>
/// <param name="Parity">The comparison on validation images, which holds; null without a dataset.</param>
/// <param name="HasMaps">Whether the model has maps.</param>
internal sealed record ExportResult(ModelCard Card, long Bytes, SelfTestResult SelfTest, Parity? Parity, bool HasMaps)
{
    /// <summary>Why the model is not calibrated, or not to be relied on; null if it is.</summary>
    public string? Note { get; init; }
}
