using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Runs;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>
/// Shows a training on the terminal: a bar of images per epoch, and a line of figures at its end; when it is stopped, what happens and how
/// to go on.
/// </summary>
internal static class TrainingView
{
    /// <summary>Trains and shows the progress; prints how many epochs the run has at the end.</summary>
    /// <param name="train">Trains with the progress of decoding and of epochs.</param>
    /// <param name="run">Folder of the run.</param>
    /// <param name="continuation">The command line that continues the run when it was stopped.</param>
    /// <param name="cancel">Canceled when the user stops the program.</param>
    /// <returns>The records of all epochs.</returns>
    public static async Task<IReadOnlyList<EpochRecord>> ShowAsync(
        Func<IProgress<WorkProgress>, IProgress<TrainingProgress>, CancellationToken, IReadOnlyList<EpochRecord>> train,
        string run,
        string continuation,
        CancellationToken cancel)
    {
        TrainingProgress? last = null;
        using var notice = cancel.Register(() => Screen.Notice(last is null
            ? "Stopping ... (once more to stop at once)"
            : "Stopping: saving the checkpoint after this step ... (once more to stop at once, without it)"));
        try
        {
            var records = await new ProgressDisplay().RunAsync(bars => train(bars, new EpochDisplay(bars, step => last = step), cancel));
            Screen.WriteLine($"trained {Counted.Of(records.Count, "epoch")}: {run}");
            return records;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Screen.Notice(Stopped(run, last, continuation));
            throw;
        }
    }

    /// <summary>Prints a warning of the training on standard error.</summary>
    public static void Warn(string text) => Screen.Notice($"warning: {text}");

    private static string Stopped(string run, TrainingProgress? last, string continuation)
    {
        if (!File.Exists(new RunFolder(run).Last))
            return $"{run}: stopped before the first step; nothing was saved";
        var where = last is null ? "" : $" in epoch {last.Epoch} of {last.Epochs}, after {last.Step} of {Counted.Of(last.Steps, "step")}";
        return $"{run}: stopped{where}; continue with: {continuation}";
    }

    private sealed class EpochDisplay(IProgress<WorkProgress> bars, Action<TrainingProgress> onReport) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            onReport(value);
            // Images rather than steps: their rate can be compared between batch sizes.
            var images = (long)value.Images * value.Step / value.Steps;
            bars.Report(new WorkProgress($"epoch {value.Epoch}/{value.Epochs}", images, value.Images));
            if (value.Finished is { } epoch)
                // Through Spectre, which keeps the line above a bar that is being redrawn.
                Screen.Progress.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  train loss {epoch.TrainLoss:F3}, accuracy {epoch.TrainAccuracy:F3}; "
                    + $"val {epoch.ValLoss:F3}, {epoch.ValAccuracy:F3}; rate {epoch.Rate:G3}"));
        }
    }
}
