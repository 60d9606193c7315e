using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Batches;

namespace CovidCxr.Training.Scoring;

/// <summary>Classifies with a run's network in torch: calibrated if the run is, without novelty, and with maps only if asked for.</summary>
public sealed class TorchClassifier : IClassifier
{
    // One batch at a time: libtorch spreads it over all cores by itself.
    private readonly Lock gate = new();
    private readonly TrainedRun run;

    private TorchClassifier(TrainedRun run)
    {
        this.run = run;
        // The same weights give other probabilities once a stopped run has been resumed and calibrated.
        var suffix = run.Recipe.Calibrate && run.Calibration is null ? " uncalibrated" : "";
        Model = $"{run.Recipe.Name} epoch {run.Epoch} seed {run.Description.Seed} {run.Fingerprint}{suffix}";
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Recipe, epoch, seed and the fingerprint of the weights: only the fingerprint tells two trainings of one recipe and seed apart.
    /// </remarks>
    public string Model { get; }

    /// <inheritdoc/>
    public int InputSize => run.Recipe.InputSize;

    /// <inheritdoc/>
    public IReadOnlyList<OperatingPoint> OperatingPoints => run.Calibration?.OperatingPoints ?? [];

    /// <inheritdoc/>
    public double? NoveltyLimit => null;

    /// <inheritdoc/>
    /// <remarks>A run does not know its evaluations.</remarks>
    public string? Warning => AdultsWarning.NotMeasured;

    /// <inheritdoc/>
    public IReadOnlyList<Finding> Untrained => run.Untrained;

    /// <inheritdoc/>
    public HeldOutFold? HeldOutControls => run.Description.HeldOut.Controls;

    /// <inheritdoc/>
    public IReadOnlyList<double>? Mix => run.Calibration?.Mix;

    /// <summary>Opens a run's folder.</summary>
    /// <exception cref="InputException">Not a run's folder, or its weights are missing, damaged or of another network.</exception>
    public static TorchClassifier Open(string folder) => new(TrainedRun.Open(folder));

    /// <inheritdoc/>
    public IReadOnlyList<ModelOutput> Classify(ReadOnlySpan<byte> pixels, int count)
    {
        var area = InputSize * InputSize;
        var outputs = new List<ModelOutput>(count);
        lock (gate)
            for (var first = 0; first < count; first += TrainedRun.BatchSize)
            {
                var batch = pixels.Slice(first * area, Math.Min(TrainedRun.BatchSize, count - first) * area);
                foreach (var probabilities in run.Classify(Batch.FromBytes(batch, InputSize)))
                    outputs.Add(new ModelOutput(Array.ConvertAll(probabilities, p => (float)p), [], 0, 0, null));
            }
        return outputs;
    }

    /// <inheritdoc/>
    public ModelOutput? Explain(ReadOnlySpan<byte> pixels)
    {
        var batch = Batch.FromBytes(pixels, InputSize);
        lock (gate)
        {
            if (GradCam.Of(run.Network, batch) is not { } map)
                return null;
            return new ModelOutput([.. run.Classify(batch)[0].Select(p => (float)p)], map.Maps, map.Width, map.Height, null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => run.Dispose();
}
