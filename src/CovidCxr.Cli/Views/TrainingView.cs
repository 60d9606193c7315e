using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;
using CovidCxr.Training.Loop;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>Shows a training on the terminal: a bar of images per epoch, and a line of figures at its end.</summary>
internal static class TrainingView
{
    /// <summary>Trains and shows the progress; prints how many epochs the run has at the end.</summary>
    /// <param name="train">Trains with the progress of decoding and of epochs.</param>
    /// <param name="run">Folder of the run.</param>
    public static async Task ShowAsync(
        Func<IProgress<WorkProgress>, IProgress<TrainingProgress>, IReadOnlyList<EpochRecord>> train, string run)
    {
        var records = await new ProgressDisplay().RunAsync(bars => train(bars, new EpochDisplay(bars)));
        Screen.WriteLine($"trained {records.Count} epochs: {run}");
    }

    private sealed class EpochDisplay(IProgress<WorkProgress> bars) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            // Images rather than steps: their rate can be compared between batch sizes.
            var images = (long)value.Images * value.Step / value.Steps;
            bars.Report(new WorkProgress($"epoch {value.Epoch}/{value.Epochs}", images, value.Images));
            if (value.Finished is { } epoch)
                // Through Spectre, which keeps the line above a bar that is being redrawn.
                Screen.Progress.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  train loss {epoch.TrainLoss:F3} accuracy {epoch.TrainAccuracy:F3} "
                    + $"| val loss {epoch.ValLoss:F3} accuracy {epoch.ValAccuracy:F3} | rate {epoch.Rate:G3}"));
        }
    }
}
