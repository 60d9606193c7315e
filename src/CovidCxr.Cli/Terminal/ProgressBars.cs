using CovidCxr.Core;
using Spectre.Console;

namespace CovidCxr.Cli.Terminal;

/// <summary>One bar for each stage of the work, the running one at the bottom.</summary>
internal sealed class ProgressBars(ProgressContext context) : IProgress<WorkProgress>
{
    private readonly Lock gate = new();
    private ProgressTask? bar;
    private string? stage;

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        lock (gate)
        {
            if (bar is null || value.Stage != stage)
            {
                bar?.StopTask();
                stage = value.Stage;
                bar = context.AddTask(Markup.Escape(value.Stage));
            }
            bar.IsIndeterminate = value.Total <= 0;
            if (value.Total > 0)
                bar.MaxValue = value.Total;
            bar.Value = value.Done;
        }
    }
}
