using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Inference.Models;
using CovidCxr.Inference.Pipeline;
using CovidCxr.Service.Telemetry;

namespace CovidCxr.Cli.Workflows;

/// <summary>
/// Measures the validation images of a dataset, which are like the training images and were not learned from, so that the model is no surer
/// of them than of others.
/// </summary>
internal sealed class DriftReferenceWorkflow
{
    private const int BatchSize = 16;

    /// <summary>Folder of the dataset.</summary>
    public required string Data { get; init; }

    /// <summary>The JSON file.</summary>
    public required string Out { get; init; }

    /// <summary>The model file; null for the one that comes with the program.</summary>
    public string? Model { get; init; }

    /// <summary>Measures the images and writes the file.</summary>
    /// <param name="cancel">Stops between two batches; nothing is written then.</param>
    /// <returns>The number of images.</returns>
    /// <exception cref="InputException">The dataset or the model cannot be read, or the file cannot be written.</exception>
    public int Run(CancellationToken cancel)
    {
        var dataset = Dataset.Open(Data);
        using var classifier = OnnxClassifier.Open(ShippedModel.Or(Model));
        var predictor = new Predictor(classifier);
        var measured = new List<DriftValues>();
        foreach (var batch in dataset.In(DatasetSplit.Val).Chunk(BatchSize))
        {
            cancel.ThrowIfCancellationRequested();
            var images = batch.Select(image =>
                (image.Path, ImageDecoders.Default.ReadScaled(dataset.ReadImageBytes(image), image.Path, classifier.InputSize)));
            measured.AddRange(predictor.Predict([.. images]).Select(DriftValues.Of));
        }
        AtomicFile.Write(Out, DriftReference.Measure(classifier.Model, dataset.Fingerprint, measured).ToJson());
        return measured.Count;
    }
}
