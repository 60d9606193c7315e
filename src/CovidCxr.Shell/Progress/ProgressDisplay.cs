using CovidCxr.Core;
using Spectre.Console;

namespace CovidCxr.Shell.Progress;

/// <summary>
/// Shows the progress of long work on standard error: bars with rate and time left on a terminal, plain lines in a file. A stage of
/// the work ends when its total is reached or the next one begins.
/// </summary>
/// <param name="unit">What the work counts.</param>
internal sealed class ProgressDisplay(ProgressUnit unit = ProgressUnit.Items)
{
    /// <summary>Runs blocking work on a thread of its own, so that native libraries stay on one thread.</summary>
    public Task<T> RunAsync<T>(Func<IProgress<WorkProgress>, T> work) =>
        ShowAsync(progress => Task.Factory.StartNew(
            () => work(progress), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    /// <summary>Runs asynchronous work.</summary>
    public Task<T> RunAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work) => ShowAsync(work);

    private async Task<T> ShowAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work)
    {
        if (!Screen.IsLive(Screen.Progress))
        {
            var lines = new ProgressLines(Screen.Progress.Profile.Out.Writer, unit);
            var result = await work(lines);
            lines.Finish();
            return result;
        }
        return await Screen.Progress.Progress()
            .AutoClear(false)
            .ExcludeVerticalPadding()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = 24 },
                new AmountColumn(unit))
            .StartAsync(async context =>
            {
                var bars = new ProgressBars(context);
                var result = await work(bars);
                bars.Finish();
                return result;
            });
    }
}
