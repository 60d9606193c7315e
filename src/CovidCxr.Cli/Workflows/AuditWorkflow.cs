using CovidCxr.Audit.Auditing;
using CovidCxr.Audit.Measuring;
using CovidCxr.Audit.Subjects;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Labeled;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Inference.Models;
using CovidCxr.Reports.Audits;
using CovidCxr.Reports.Tables;
using CovidCxr.Training.Lungs;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Cli.Workflows;

/// <summary>Finds out what a model reads, and writes the report.</summary>
internal sealed record AuditWorkflow
{
    /// <summary>A model file, the folder of a run, or the description of a foreign model; null for the shipped model.</summary>
    public string? Model { get; init; }

    /// <summary>A dataset, or a user's own images.</summary>
    public required string Data { get; init; }

    /// <summary>The columns of a user's own table; null for the usual names.</summary>
    public string? Columns { get; init; }

    /// <summary>The split of a dataset. Default: test.</summary>
    public DatasetSplit Split { get; init; } = DatasetSplit.Test;

    /// <summary>Folder of the report: new, empty, or an older audit, which is replaced.</summary>
    public required string Out { get; init; }

    /// <summary>The dataset that the model was trained on; null for <see cref="Data"/> if that is a dataset.</summary>
    public string? TrainedOn { get; init; }

    /// <summary>Folder of the collections, for what their own files say; null leaves that out.</summary>
    public string? Sources { get; init; }

    /// <summary>The table of images of <c>covidcxr holdout</c>; null for none.</summary>
    public string? Across { get; init; }

    /// <summary>Folder of lesion masks; null for none.</summary>
    public string? Lesions { get; init; }

    /// <summary>The prevalence of COVID-19 where the model is to be used; null for none given.</summary>
    public double? Prevalence { get; init; }

    /// <summary>The command line, for the report.</summary>
    public required string Command { get; init; }

    /// <summary>Audits the model.</summary>
    /// <param name="progress">Reports images.</param>
    /// <param name="cancel">Stops between two images; the same command goes on where it was.</param>
    /// <exception cref="InputException">The model, the images or the folder cannot be used.</exception>
    public AuditResult Run(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        AuditReport.CheckFolder(Out);
        if (Lesions is not null && !Directory.Exists(Lesions))
            throw new InputException($"--lesions {Lesions}: no such folder; give the folder of the masks, PNG files named like the images");
        var across = Across is null ? [] : AcrossTable.ReadImages(Across);
        using var exported = Directory.Exists(Model) ? new ExportedRun(Model, progress, cancel) : null;
        using var model = OpenModel(exported?.File ?? Model);
        var isDataset = Dataset.IsDataset(Data);
        if (!isDataset && Sources is not null)
            throw new InputException($"--sources {Sources}: a user's own images are read as they are; leave it out");
        if (isDataset)
            LabeledImages.CheckColumns("--data", Data, Columns);
        var heldOut = model.Classifier.HeldOutControls;
        var images = isDataset
            ? AuditImages.Of(Dataset.Open(Data), Split, heldOut, Sources, cancel)
            : AuditImages.Of(LabeledImages.ReadOwn("--data", Data, Columns).Without(heldOut), $"--data {Data}", XRayDecoders.All);
        using var lungs = LungFinder.Open(LungNetwork.Outlines);
        var subject = new AuditSubject(model, images, lungs)
        {
            Training = TrainedOn is not null ? Dataset.Open(TrainedOn) : images.Dataset,
            Across = across,
            Prevalence = Prevalence,
            Lesions = Lesions,
        };
        var work = AuditWork.Open(AuditWork.FolderOf(Out), Key(model, images));
        var result = ModelAudit.Run(subject, Data, Command, work, progress, cancel);
        AuditReport.Write(result, Out);
        work.Delete();
        return result;
    }

    // What the kept work depends on.
    private string Key(ProbedModel model, AuditImages images) => string.Join('\n', new[]
    {
        ProductVersion.Number, ProductVersion.Commit, model.Classifier.Model, images.Sha256, images.Split?.Folder(), TrainedOn, Sources,
        $"{images.Test.Count} {images.Controls.Count}", Lesions, FileFingerprint.Of(LungNetwork.Outlines.File),
    });

    private static ProbedModel OpenModel(string? model) =>
        model is not null && ForeignDescription.Is(model) ? ProbedModel.Open(ForeignDescription.Read(model))
        : model is null || File.Exists(model) ? ProbedModel.Open(ShippedModel.Or(model))
        : throw new InputException(
            $"--model {model}: no such file or folder; give a model file (.onnx), the folder of a run, or a description (.yaml)");

    /// <summary>A run written as a graph, from which features and random weights are taken; deleted after the audit.</summary>
    private sealed class ExportedRun : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("covidcxr-audit-");

        public ExportedRun(string run, IProgress<WorkProgress> progress, CancellationToken cancel)
        {
            try
            {
                new ExportWorkflow { Model = run, Out = File, Without = Untrained(run) }.Run(progress, cancel);
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        public string File => Path.Combine(folder.FullName, "model.onnx");

        public void Dispose() => FileError.DeleteQuietly(folder.FullName);

        private static IReadOnlyList<Finding> Untrained(string run)
        {
            using var opened = TrainedRun.Open(run);
            return opened.Untrained;
        }
    }
}
