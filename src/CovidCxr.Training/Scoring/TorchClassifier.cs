using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Scoring;

/// <summary>The folder of a run as a scorer: calibrated where its recipe asks for that, without maps of its own.</summary>
public sealed class TorchClassifier : IClassifier
{
    // libtorch spreads one batch over all cores by itself.
    private readonly Lock gate = new();
    private readonly TrainedRun run;

    private TorchClassifier(TrainedRun run)
    {
        this.run = run;
        // The same weights answer otherwise before a stopped run has got its calibration.
        var without = run.Recipe.Calibrate && run.Calibration is null ? " uncalibrated" : "";
        Model = $"{run.Recipe.Name} epoch {run.Epoch} seed {run.Description.Seed} {run.Fingerprint}{without}";
    }

    /// <inheritdoc/>
    /// <remarks>Recipe, epoch, seed and the fingerprint of the weights, which alone tells two trainings of one recipe and seed apart.</remarks>
    public string Model { get; }

    /// <inheritdoc/>
    public int InputSize => run.Recipe.InputSize;

    /// <inheritdoc/>
    public IReadOnlyList<OperatingPoint> OperatingPoints => run.Calibration?.OperatingPoints ?? [];

    /// <inheritdoc/>
    public double? NoveltyLimit => null;

    /// <summary>Opens a run.</summary>
    /// <exception cref="InputException">Not a run's folder, or its checkpoint is missing, damaged or of another network.</exception>
    public static TorchClassifier Open(string folder) => new(TrainedRun.Open(folder));

    /// <inheritdoc/>
    public IReadOnlyList<ModelOutput> Classify(ReadOnlySpan<byte> pixels, int count)
    {
        var area = InputSize * InputSize;
        var images = new DecodedImage[count];
        for (var i = 0; i < count; i++)
            images[i] = new DecodedImage("", pixels.Slice(i * area, area).ToArray(), null);
        lock (gate)
            return [.. run.Score(images).Select(scored => new ModelOutput([.. scored.Probabilities!.Select(p => (float)p)], [], 0, 0, null))];
    }

    /// <inheritdoc/>
    public void Dispose() => run.Dispose();
}
