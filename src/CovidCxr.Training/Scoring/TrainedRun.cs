using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Weights;
using static TorchSharp.torch;

namespace CovidCxr.Training.Scoring;

/// <summary>A run's network with the weights of the epoch that its recipe selected, ready to classify images in float32.</summary>
public sealed class TrainedRun : IDisposable
{
    /// <summary>Images that are classified at once; another number rounds differently.</summary>
    public const int BatchSize = 64;

    private bool isTaken;

    private TrainedRun(RunFolder folder, Recipe recipe, RunDescription description, ClassifierNetwork network)
    {
        Folder = folder;
        Recipe = recipe;
        Description = description;
        Network = network;
    }

    /// <summary>The run's folder.</summary>
    public RunFolder Folder { get; }

    /// <summary>The recipe that the run was trained by.</summary>
    public Recipe Recipe { get; }

    /// <summary>Seed, dataset, versions and processor of the training.</summary>
    public RunDescription Description { get; }

    /// <summary>The epoch whose weights these are, from 1.</summary>
    public int Epoch { get; private init; }

    /// <summary>The <see cref="FileFingerprint"/> of the weights, which tells two trainings of one recipe and seed apart.</summary>
    public string Fingerprint { get; private init; } = "";

    /// <summary>
    /// Temperature and thresholds, fitted on the validation split; null if the recipe asks for none or the run was stopped before it.
    /// </summary>
    public Calibration? Calibration { get; private init; }

    /// <summary>The classes that it was trained without; empty for a run of a version that did not note them.</summary>
    public IReadOnlyList<Finding> Untrained => [.. (Description.UntrainedClasses ?? []).Select(Findings.FromName).OfType<Finding>()];

    /// <summary>The network, switched to evaluation.</summary>
    internal ClassifierNetwork Network { get; }

    /// <summary>Gives the network away, so that it outlives the run.</summary>
    internal ClassifierNetwork TakeNetwork()
    {
        isTaken = true;
        return Network;
    }

    /// <summary>The number of the network's weights.</summary>
    public long Parameters => Network.parameters().Sum(p => p.numel());

    /// <summary>Opens a run's folder.</summary>
    /// <exception cref="InputException">Not a run's folder, or a file of it is missing, damaged or of another network.</exception>
    public static TrainedRun Open(string path) => Open(path, RunCalibration.Read);

    /// <summary>Opens a run's folder without its calibration, which may be missing or damaged.</summary>
    /// <inheritdoc cref="Open(string)" path="/exception"/>
    internal static TrainedRun OpenUncalibrated(string path) => Open(path, _ => null);

    private static TrainedRun Open(string path, Func<RunFolder, Calibration?> calibrationOf)
    {
        var folder = new RunFolder(path);
        if (!Directory.Exists(path))
            throw new InputException($"--model {path}: no such folder; give the folder of 'covidcxr train --out'");
        var description = RunDescription.Read(folder);
        var recipe = description.ReadRecipe(folder);
        var network = NetworkRegistry.Find(NetworkOf(recipe, folder)).Build(recipe.InputSize);
        try
        {
            var metadata = Safetensors.Read(folder.Best, NetworkState.All(network));
            _ = int.TryParse(metadata.GetValueOrDefault("epoch"), out var epoch);
            network.eval();
            return new TrainedRun(folder, recipe, description, network)
            {
                Epoch = epoch,
                Fingerprint = FileFingerprint.Of(folder.Best),
                Calibration = calibrationOf(folder),
            };
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The name of a run's network. <c>resnet20</c> was called <c>resnet18</c> until the published network took that name; the names of its
    /// tensors tell the two apart.
    /// </summary>
    private static string NetworkOf(Recipe recipe, RunFolder folder) =>
        recipe.Network == "resnet18" && Safetensors.Has(folder.Best, "stem.convolution.weight") ? "resnet20" : recipe.Network;

    /// <summary>Reads the figures of every epoch of the training.</summary>
    /// <exception cref="InputException">
    /// The run's <c>metrics.csv</c> is missing or damaged, or ends before the epoch of the weights.
    /// </exception>
    public IReadOnlyList<EpochRecord> ReadHistory() => MetricsFile.Read(Folder.Metrics, Epoch);

    /// <summary>Computes probabilities, calibrated if the run is, each [3] in the order of <see cref="Findings.All"/>.</summary>
    /// <param name="batch">Images of the network's input size.</param>
    public IReadOnlyList<double[]> Classify(Batch batch)
    {
        var probabilities = BatchClassifier.Probabilities(Network, ScalarType.Float32, batch);
        return
        [
            .. probabilities.Chunk(Findings.Count)
                .Select(p => Prediction.Normalize(p))
                .Select(p => Calibration is null ? p : Calibration.Apply(p)),
        ];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!isTaken)
            Network.Dispose();
    }
}
