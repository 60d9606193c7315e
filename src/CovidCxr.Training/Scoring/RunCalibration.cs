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
    // Below these, chance decides more than the network does.
    private const int FewImages = 100, FewOfAFinding = 10;

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
            // The inner error of a text that is not JSON, or not that of a calibration, speaks of .NET types.
            var reason = e is JsonException { InnerException: not null } ? "it is empty or damaged" : FileError.Reason(e);
            throw new InputException(
                $"{run.Calibration}: not a calibration ({reason}); make it again with 'covidcxr train --resume --out {run.Path}'", e);
        }
    }

    /// <summary>
    /// Fits temperature and thresholds on the validation split, for the epoch that the run's recipe selected, and writes them.
    /// </summary>
    /// <param name="folder">The trained run.</param>
    /// <param name="val">The validation images at the network's input size.</param>
    /// <param name="cancel">Stops between two batches; nothing is written then.</param>
    /// <returns>What was fitted; its warning says if it is not to be relied on.</returns>
    /// <exception cref="InputException">The run cannot be read, or the file cannot be written.</exception>
    public static Calibration Fit(RunFolder folder, PixelStore val, CancellationToken cancel)
    {
        using var run = TrainedRun.OpenUncalibrated(folder.Path);
        var images = new List<ScoredImage>();
        foreach (var batch in val.Batches(TrainedRun.BatchSize))
        {
            cancel.ThrowIfCancellationRequested();
            images.AddRange(run.Classify(batch).Zip(batch.Labels, (p, label) => new ScoredImage("", "", (Finding)label, p)));
        }
        var (temperature, offsets) = run.Recipe.CalibrateOffsets
            ? OffsetScaling.Fit(images)
            : (TemperatureScaling.Fit(images, new CrossEntropy(0, run.Recipe.Loss.ClassWeights)), null);
        var calibration = new Calibration
        {
            Temperature = temperature,
            Offsets = offsets,
            Images = images.Count,
            Mix = MixOf(images, offsets is null ? run.Recipe.Loss.ClassWeights : [1, 1, 1]),
            Warning = WarningOf(temperature, images),
        };
        calibration = calibration with
        {
            OperatingPoints = OperatingPointChoice.Choose(
                [.. images.Select(image => image with { Probabilities = calibration.Apply(image.Probabilities) })]),
        };
        AtomicFile.Write(folder.Calibration, ModelCardJson.Write(calibration));
        return calibration;
    }

    // A temperature alone leaves the probabilities those of the mix that the loss was weighed for; offsets move them to that of the images.
    private static double[]? MixOf(IReadOnlyList<ScoredImage> images, IReadOnlyList<double> weights)
    {
        double[] counts = [.. Findings.All.Select(finding => weights[(int)finding] * images.Count(image => image.Actual == finding))];
        return counts.All(count => count > 0) ? [.. counts.Select(count => Math.Round(count / counts.Sum(), 6))] : null;
    }

    /// <summary>Says why a fit is not to be relied on; null if nothing speaks against it.</summary>
    /// <param name="temperature">The fitted temperature.</param>
    /// <param name="images">The images of the fit.</param>
    internal static string? WarningOf(double temperature, IReadOnlyList<ScoredImage> images)
    {
        var reasons = new List<string>();
        if (TemperatureScaling.IsAtEnd(temperature))
            reasons.Add(FormattableString.Invariant($"the temperature {temperature:0.###} is at the end of the range that was searched (")
                + FormattableString.Invariant($"{TemperatureScaling.Lowest} to {TemperatureScaling.Highest}), ")
                + "so the probabilities are not calibrated");
        else if (TemperatureScaling.IsCertain(temperature, images))
            reasons.Add("the network is right on every validation image, and the temperature "
                + FormattableString.Invariant($"{temperature:0.###} makes it certain of each, so the probabilities are not calibrated"));
        var counts = Findings.All.Select(finding => (Finding: finding, Images: images.Count(image => image.Actual == finding))).ToList();
        if (images.Count < FewImages || counts.Any(count => count.Images < FewOfAFinding))
            reasons.Add($"temperature and thresholds are fitted on only {Counted.Of(images.Count, "validation image")} ("
                + string.Join(", ", counts.Select(count => $"{count.Images} {count.Finding.Name()}")) + ") and may be far off");
        return reasons.Count == 0 ? null : string.Join("; ", reasons);
    }
}
