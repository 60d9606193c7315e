using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Models;
using CovidCxr.Training.Loop;

namespace CovidCxr.Training.Export;

/// <summary>Reads a run's calibration.</summary>
internal static class RunCalibration
{
    /// <summary>Scores as they are, and no thresholds: for a run without a calibration.</summary>
    public static Calibration None { get; } = new() { Temperature = 1, Images = 0 };

    /// <summary>The run's calibration; null for a run that was trained before there was one.</summary>
    /// <exception cref="InputException">The file is there and cannot be read.</exception>
    public static Calibration? Read(RunFolder run)
    {
        if (!File.Exists(run.Calibration))
            return null;
        try
        {
            return CardJson.ReadCalibration(File.ReadAllText(run.Calibration));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new InputException($"{run.Calibration}: not a calibration ({e.Message}); restore it, or train again", e);
        }
    }
}
