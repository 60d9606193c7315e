using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Networks;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Weights;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace CovidCxr.Training.Scoring;

/// <summary>The network of a run with the weights of its best epoch, ready to score images in float32.</summary>
public sealed class TrainedRun : IDisposable
{
    private readonly Module<Tensor, Tensor> network;

    private TrainedRun(RunFolder folder, Recipe recipe, RunDescription description, Module<Tensor, Tensor> network, int epoch, string fingerprint, Calibration? calibration)
    {
        Folder = folder;
        Recipe = recipe;
        Description = description;
        Epoch = epoch;
        Fingerprint = fingerprint;
        Calibration = calibration;
        this.network = network;
    }

    /// <summary>Where the run lies.</summary>
    public RunFolder Folder { get; }

    /// <summary>Its recipe.</summary>
    public Recipe Recipe { get; }

    /// <summary>What it was made with.</summary>
    public RunDescription Description { get; }

    /// <summary>The epoch whose weights these are, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The <see cref="FileFingerprint"/> of the weights: what tells two trainings of one recipe and seed apart.</summary>
    public string Fingerprint { get; }

    /// <summary>The network, switched to evaluation.</summary>
    internal Module<Tensor, Tensor> Network => network;

    /// <summary>The number of the network's weights.</summary>
    public long Parameters => network.parameters().Sum(p => p.numel());

    /// <summary>Temperature and thresholds, fitted on validation; null where the recipe asks for none, or the run was stopped before its end.</summary>
    public Calibration? Calibration { get; }

    /// <summary>Opens a run.</summary>
    /// <exception cref="InputException">Not a run's folder, or its checkpoint is missing, damaged or of another network.</exception>
    public static TrainedRun Open(string path)
    {
        var folder = new RunFolder(path);
        if (!Directory.Exists(path))
            throw new InputException($"--model {path}: no such folder; give the folder of 'covidcxr train --out'");
        var description = RunDescription.Read(folder);
        var recipe = RecipeFile.Read(folder.Recipe);
        var network = NetworkRegistry.Empty(recipe.Network, recipe.InputSize);
        try
        {
            var metadata = Safetensors.Read(folder.Best, NetworkState.All(network));
            _ = int.TryParse(metadata.GetValueOrDefault("epoch"), out var epoch);
            network.eval();
            return new TrainedRun(folder, recipe, description, network, epoch, FileFingerprint.Of(folder.Best), RunCalibration.Read(folder));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>Calibrated probabilities of images in their order, each [3] in the order of <see cref="Findings.All"/>.</summary>
    /// <param name="images">Decoded pixels of the network's input size; an image without pixels gets no probabilities.</param>
    public IEnumerable<(DecodedImage Image, IReadOnlyList<double>? Probabilities)> Score(IEnumerable<DecodedImage> images)
    {
        var size = Recipe.InputSize;
        foreach (var chunk in images.Chunk(64))
        {
            var readable = chunk.Where(image => image.Pixels is not null).ToList();
            var pixels = new float[readable.Count * size * size];
            for (var i = 0; i < readable.Count; i++)
                for (var k = 0; k < size * size; k++)
                    pixels[(i * size * size) + k] = readable[i].Pixels![k] / 255f;
            IReadOnlyList<IReadOnlyList<double>> scores = readable.Count == 0 ? [] : Score(new Batch(pixels, size, new int[readable.Count]));
            var next = 0;
            foreach (var image in chunk)
                yield return image.Pixels is null ? (image, null) : (image, scores[next++]);
        }
    }

    /// <summary>Calibrated probabilities of a batch, each [3] in the order of <see cref="Findings.All"/>.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Score(Batch batch)
    {
        var scores = Scorer.Score(network, ScalarType.Float32, batch);
        return
        [
            .. Enumerable.Range(0, batch.Count)
                .Select(i => Normalized(scores.AsSpan(Findings.Count * i, Findings.Count)))
                .Select(p => Calibration is null ? p : TemperatureScaling.Apply(p, Calibration.Temperature)),
        ];
    }

    /// <summary>In double and summing to exactly 1 as far as double goes.</summary>
    private static double[] Normalized(ReadOnlySpan<float> scores)
    {
        var sum = 0.0;
        foreach (var score in scores)
            sum += score;
        var probabilities = new double[scores.Length];
        for (var k = 0; k < scores.Length; k++)
            probabilities[k] = scores[k] / sum;
        return probabilities;
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
