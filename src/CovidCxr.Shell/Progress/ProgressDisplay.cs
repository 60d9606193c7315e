using CovidCxr.Core;
using Spectre.Console;

namespace CovidCxr.Shell.Progress;

/// <summary>
/// Shows long work as it goes: a bar with rate and time left for each stage on a terminal, and plain lines, at most one
/// every few seconds and one at each stage's end, where the output goes to a file. Every stage has a name of its own; it
/// ends when its total is reached or the next one begins.
/// </summary>
/// <param name="unit">What the work counts.</param>
/// <param name="console">Where it is shown; default standard output.</param>
internal sealed class ProgressDisplay(ProgressUnit unit = ProgressUnit.Items, IAnsiConsole? console = null)
{
    private readonly IAnsiConsole console = console ?? Screen.Out;

    /// <summary>Runs work that blocks on a thread of its own (libtorch and NetVips like to stay on one).</summary>
    public Task<T> RunAsync<T>(Func<IProgress<WorkProgress>, T> work) =>
        ShowAsync(progress => Task.Factory.StartNew(
            () => work(progress), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

    /// <summary>Runs work that awaits.</summary>
    public Task<T> RunAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work) => ShowAsync(work);

    private async Task<T> ShowAsync<T>(Func<IProgress<WorkProgress>, Task<T>> work)
    {
        if (!Screen.IsLive(console))
        {
            var lines = new ProgressLines(console.Profile.Out.Writer, unit);
            var result = await work(lines);
            lines.Finish();
            return result;
        }
        return await console.Progress()
            .AutoClear(false)
            .ExcludeVerticalPadding()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = 24 },
                new AmountColumn(unit),
                new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bars = new ProgressBars(context);
                var result = await work(bars);
                bars.Finish();
                return result;
            });
    }
}
