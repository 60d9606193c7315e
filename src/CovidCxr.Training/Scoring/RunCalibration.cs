using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;

namespace CovidCxr.Training.Scoring;

/// <summary>Makes and reads a run's calibration.</summary>
internal static class RunCalibration
{
    /// <summary>Scores as they are, and no thresholds: for a run without a calibration.</summary>
    public static Calibration None { get; } = new() { Temperature = 1, Images = 0 };

    /// <summary>The run's calibration; null where its recipe asks for none, or it was stopped before its end.</summary>
    /// <exception cref="InputException">The file is there and cannot be read.</exception>
    public static Calibration? Read(RunFolder run)
    {
        if (!File.Exists(run.Calibration))
            return null;
        try
        {
            return ModelCardJson.ReadCalibration(File.ReadAllText(run.Calibration));
        }
        catch (Exception e) when (FileError.IsFileError(e) || e is JsonException)
        {
            throw new InputException($"{run.Calibration}: not a calibration ({e.Message}); restore it, or train again", e);
        }
    }

    /// <summary>Fits temperature and thresholds of a run's best epoch on the validation split, and writes them.</summary>
    /// <param name="folder">The run, trained.</param>
    /// <param name="val">The validation images at the network's input size.</param>
    /// <exception cref="InputException">The run cannot be read, or the file not be written.</exception>
    public static void Fit(RunFolder folder, PixelStore val)
    {
        File.Delete(folder.Calibration); // of an earlier fit of the same weights: what it says would be fitted upon
        using var run = TrainedRun.Open(folder.Path);
        var images = new List<ScoredImage>();
        foreach (var batch in StoredBatches.Read(val, 64))
            images.AddRange(run.Score(batch).Zip(batch.Labels, (p, label) => new ScoredImage("", "", (Finding)label, p)));
        var temperature = TemperatureScaling.Fit(images, new CrossEntropy(0, run.Recipe.Loss.ClassWeights));
        var calibrated = images.Select(image => image with { Probabilities = TemperatureScaling.Apply(image.Probabilities, temperature) }).ToList();
        var calibration = new Calibration
        {
            Temperature = temperature,
            OperatingPoints = OperatingPointChoice.Choose(calibrated),
            Images = images.Count,
        };
        AtomicFile.Write(folder.Calibration, ModelCardJson.Write(calibration));
    }
}
