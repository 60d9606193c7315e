using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Phantoms;
using CovidCxr.Training.Novelty;
using CovidCxr.Training.Onnx;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Scoring;
using Google.Protobuf;

namespace CovidCxr.Training.Export;

/// <summary>
/// Writes a trained network as an ONNX file that is enough by itself: preprocessing, network, calibration and card. On one machine
/// the same run and dataset give the same bytes.
/// </summary>
public static class ModelExport
{
    /// <summary>Validation images whose outputs are taken along for the check.</summary>
    private const int Checked = 64;

    /// <summary>Writes the file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="data">The dataset it was trained on, to measure novelty and to check on real images; may be null.</param>
    /// <param name="scores">Measured figures for the card, by name.</param>
    /// <param name="path">The file; replaced where it exists, and not to be taken for whole before this returns.</param>
    /// <param name="progress">Told of every batch; may be null.</param>
    /// <param name="cancel">Stops between two images.</param>
    /// <exception cref="InputException">
    /// The dataset is another one or changed, the calibration damaged, the network's weights no numbers, or the file cannot be written.
    /// </exception>
    public static ExportedModel Write(
        TrainedRun run, Dataset? data, IReadOnlyDictionary<string, double> scores, string path, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        if (data is not null && data.Fingerprint != run.Description.Dataset)
            throw new InputException($"--data {data.Folder}: is not the dataset that {run.Folder.Path} was trained on; give that one, or leave --data out");
        if (data is not null && (data.In(DatasetSplit.Train).Count == 0 || data.In(DatasetSplit.Val).Count == 0))
            throw new InputException($"--data {data.Folder}: has no image to train on or to validate with; give a larger dataset, or leave --data out");
        var calibration = run.Calibration ?? RunCalibration.None;
        var size = run.Recipe.InputSize;
        var network = NetworkGraphs.Of(run.Network, size);
        var novelty = data is not null && network.HasFeatures ? new NoveltyFit(network, data, size).Run(progress, cancel) : default;

        var drawn = TorchOutputs.Of(network, ChestPhantom.Draw(Samples.All[0] with { Width = size, Height = size }), 1, size, calibration.Temperature);
        if (!drawn.Probabilities.All(float.IsFinite))
            throw new InputException($"{run.Folder.Path}: its network answers with no numbers (NaN or infinity); train again");
        var selfTest = new SelfTest { Pixels = drawn.Pixels, Probabilities = [.. drawn.Probabilities.Select(p => (double)p)] };
        var card = ExportCard.Of(run, network, calibration, novelty.Measure is null ? null : novelty.Limit, scores, selfTest);
        Write(network, card, novelty.Measure, path);
        return new ExportedModel(card, data is null ? null : Reference(network, data, size, calibration.Temperature));
    }

    /// <summary>Writes a network with a card that is filled in already.</summary>
    /// <param name="network">The network.</param>
    /// <param name="card">Its card.</param>
    /// <param name="novelty">The measure of novelty; null for a graph without.</param>
    /// <param name="path">The file; replaced where it exists.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    internal static void Write(INetworkGraph network, ModelCard card, MahalanobisDistance? novelty, string path)
    {
        var model = ModelGraph.Write(network, card.InputSize, card.Calibration.Temperature, novelty);
        model.ProducerName = "covidcxr";
        model.ProducerVersion = card.Version;
        model.DocString = card.IntendedUse;
        model.MetadataProps.Add(new StringStringEntryProto { Key = ModelCard.MetadataKey, Value = ModelCardJson.Write(card) });
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
            model.WriteTo(file);
            file.Flush(flushToDisk: true);
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            throw new InputException($"{path}: cannot be written ({FileError.Reason(e)}); free some disk space or choose another --out", e);
        }
    }

    private static ReferenceOutputs Reference(INetworkGraph network, Dataset data, int size, double temperature)
    {
        var images = data.In(DatasetSplit.Val).Take(Checked).ToList();
        var pixels = images.SelectMany(image => data.ReadPixels(image, size)).ToArray();
        return TorchOutputs.Of(network, pixels, images.Count, size, temperature);
    }
}

/// <summary>What came of an export.</summary>
/// <param name="Card">The card as it stands in the file.</param>
/// <param name="Reference">What torch says of validation images; null without a dataset.</param>
public sealed record ExportedModel(ModelCard Card, ReferenceOutputs? Reference);
