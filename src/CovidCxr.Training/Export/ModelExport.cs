using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Novelty;
using CovidCxr.Training.Onnx;
using CovidCxr.Training.Scoring;
using Google.Protobuf;

namespace CovidCxr.Training.Export;

/// <summary>
/// Writes a trained network as a self-contained ONNX file: preprocessing, network, calibration and card. On one machine the same run and
/// dataset give the same bytes.
/// </summary>
public static class ModelExport
{
    /// <summary>The number of validation images whose outputs are returned for the comparison with ONNX Runtime.</summary>
    private const int ReferenceImages = 64;

    /// <summary>Writes a run's model file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="data">The dataset it was trained on, for measuring novelty and for reference outputs; may be null.</param>
    /// <param name="untrained">The classes that it was trained without, for the card.</param>
    /// <param name="scores">Measured figures for the card, by name.</param>
    /// <param name="file">The file to fill; the caller commits it once it is verified.</param>
    /// <param name="progress">Reports every batch; may be null.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <exception cref="InputException">
    /// The dataset is another one or was changed, the calibration is damaged, the network's outputs are not finite, or the file cannot
    /// be written.
    /// </exception>
    public static ExportedModel Write(
        TrainedRun run,
        Dataset? data,
        IReadOnlyList<Finding> untrained,
        IReadOnlyDictionary<string, double> scores,
        AtomicFile file,
        IProgress<WorkProgress>? progress,
        CancellationToken cancel)
    {
        if (data is not null && data.Fingerprint != run.Description.Dataset)
            throw new InputException(
                $"--data {data.Folder}: not the dataset that {run.Folder.Path} was trained on; give that one, or leave --data out");
        if (data is not null && (data.In(DatasetSplit.Train).Count == 0 || data.In(DatasetSplit.Val).Count == 0))
            throw new InputException(
                $"--data {data.Folder}: has no training or no validation images; give a larger dataset, or leave --data out");
        var calibration = run.Calibration ?? RunCalibration.None;
        var size = run.Recipe.InputSize;
        var hasFeatures = NetworkRegistry.Find(run.Recipe.Network).HasFeatures;
        var novelty = data is not null && hasFeatures ? new NoveltyFit(run.Network, data, size).Run(progress, cancel) : default;

        var phantom = ChestPhantom.Draw(Samples.All[0] with { Width = size, Height = size });
        var answer = TorchReference.Of(run.Network, phantom, size, calibration);
        if (!answer.Probabilities.All(float.IsFinite))
            throw new InputException($"{run.Folder.Path}: the network's outputs are not finite (NaN or infinity); train again");
        var selfTest = new SelfTest
        {
            Pixels = phantom,
            Probabilities = ToDouble(answer.Probabilities),
            Scores = ToDouble(answer.Scores),
            Maps = ToDouble(answer.Maps),
            Novelty = novelty.Distance?.Of(answer.Features),
        };
        var card = ExportCard.Of(
            run, data, untrained, calibration, novelty.Distance is null ? null : novelty.Limit, scores, selfTest);
        file.Fill(stream => Write(run.Network, card, novelty.Distance, stream));
        return new ExportedModel(card, data is null ? null : Reference(run.Network, data, size, calibration));
    }

    /// <summary>Writes a network with a completed card.</summary>
    /// <param name="network">The network.</param>
    /// <param name="card">Its card.</param>
    /// <param name="novelty">The distance from the training images; null for a graph that does not measure it.</param>
    /// <param name="stream">Takes the file's bytes; stays open.</param>
    internal static void Write(ClassifierNetwork network, ModelCard card, MahalanobisDistance? novelty, Stream stream)
    {
        var model = ModelGraph.Build(network, card.InputSize, card.Calibration, novelty);
        model.ProducerName = "covidcxr";
        model.ProducerVersion = card.Version;
        model.DocString = card.IntendedUse;
        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelCard.MetadataKey, Value = ModelCardJson.Write(card) });
        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelChecksum.MetadataKey, Value = ModelChecksum.Placeholder });
        var file = model.ToByteArray();
        ModelChecksum.Seal(file);
        stream.Write(file);
    }

    private static double[] ToDouble(float[] values) => [.. values.Select(value => (double)value)];

    private static ReferenceOutputs Reference(ClassifierNetwork network, Dataset data, int size, Calibration calibration)
    {
        var images = data.In(DatasetSplit.Val).Take(ReferenceImages);
        return TorchReference.Of(network, [.. images.SelectMany(image => data.ReadPixels(image, size))], size, calibration);
    }
}

/// <summary>The result of an export.</summary>
/// <param name="Card">The card in the file.</param>
/// <param name="Reference">Torch's outputs for validation images; null without a dataset.</param>
public sealed record ExportedModel(ModelCard Card, ReferenceOutputs? Reference);
