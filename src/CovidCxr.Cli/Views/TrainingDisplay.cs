using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Shell;
using CovidCxr.Training.Loop;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>Shows a training as it goes: a bar of images for every epoch, and a line with its figures at its end.</summary>
/// <param name="bars">The bars or lines that the epoch's progress is passed on to.</param>
internal sealed class TrainingDisplay(IProgress<WorkProgress> bars) : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        // Images rather than steps: their rate can be compared between batch sizes.
        var images = (long)value.Images * value.Step / value.Steps;
        bars.Report(new WorkProgress($"epoch {value.Epoch}/{value.Epochs}", images, value.Images));
        if (value.Finished is { } epoch)
            Screen.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  train loss {epoch.TrainLoss:F3} accuracy {epoch.TrainAccuracy:F3} | val loss {epoch.ValLoss:F3} accuracy {epoch.ValAccuracy:F3} | rate {epoch.Rate:G3}"));
    }
}
