using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;
using CovidCxr.Core.Storage;
using CovidCxr.Training.Batches;
using CovidCxr.Training.Runs;

namespace CovidCxr.Training.Scoring;

/// <summary>Fits and reads a run's calibration.</summary>
internal static class RunCalibration
{
    /// <summary>Leaves scores as they are and has no thresholds: for a run without a calibration.</summary>
    public static Calibration None { get; } = new() { Temperature = 1, Images = 0 };

    /// <summary>Reads a run's calibration; null if its recipe asks for none or the run was stopped before it.</summary>
    /// <exception cref="InputException">The file exists but cannot be read.</exception>
    public static Calibration? Read(RunFolder run)
    {
        if (!File.Exists(run.Calibration))
            return null;
        try
        {
            return ModelCardJson.ReadCalibration(RegularFile.ReadText(run.Calibration));
        }
        catch (Exception e) when (FileError.IsFileError(e) || e is JsonException)
        {
            throw new InputException($"{run.Calibration}: not a calibration ({FileError.Reason(e)}); restore it, or train again", e);
        }
    }

    /// <summary>
    /// Fits temperature and thresholds on the validation split, for the epoch that the run's recipe selected, and writes them.
    /// </summary>
    /// <param name="folder">The trained run.</param>
    /// <param name="val">The validation images at the network's input size.</param>
    /// <exception cref="InputException">The run cannot be read, or the file cannot be written.</exception>
    public static void Fit(RunFolder folder, PixelStore val)
    {
        File.Delete(folder.Calibration); // TrainedRun would apply an earlier fit, and the new one would come on top of it
        using var run = TrainedRun.Open(folder.Path);
        var images = new List<ScoredImage>();
        foreach (var batch in val.Batches(TrainedRun.BatchSize))
            images.AddRange(run.Classify(batch).Zip(batch.Labels, (p, label) => new ScoredImage("", "", (Finding)label, p)));
        var temperature = TemperatureScaling.Fit(images, new CrossEntropy(0, run.Recipe.Loss.ClassWeights));
        var calibrated = images.Select(image => image with { Probabilities = TemperatureScaling.Apply(image.Probabilities, temperature) });
        var calibration = new Calibration
        {
            Temperature = temperature,
            OperatingPoints = OperatingPointChoice.Choose(calibrated.ToList()),
            Images = images.Count,
        };
        AtomicFile.Write(folder.Calibration, ModelCardJson.Write(calibration));
    }
}
