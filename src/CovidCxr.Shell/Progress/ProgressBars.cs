using CovidCxr.Core;
using Spectre.Console;

namespace CovidCxr.Shell.Progress;

/// <summary>Shows one bar per stage of the work, the running one at the bottom.</summary>
/// <param name="context">The live display.</param>
internal sealed class ProgressBars(ProgressContext context) : IProgress<WorkProgress>
{
    // Drawing can cost more than the reported step.
    private const long PauseMilliseconds = 50;

    private readonly Lock gate = new();
    private ProgressTask? bar;
    private WorkProgress last;
    private long drawn, begun;
    private Pace pace = new();

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        lock (gate)
        {
            var now = Environment.TickCount64;
            var isNew = bar is null || value.Stage != last.Stage;
            if (isNew)
                Begin(value);
            else if (last.Total > 0 && last.Done >= last.Total)
                return; // a late report from another thread
            pace.Add(value.Done, TimeSpan.FromMilliseconds(now - begun));
            if (!isNew && now - drawn < PauseMilliseconds && value.Done < value.Total)
                last = value;
            else
                Draw(value);
        }
    }

    /// <summary>Draws the last report and ends its bar.</summary>
    public void Finish()
    {
        lock (gate)
            End();
    }

    private void Begin(WorkProgress value)
    {
        End();
        bar = context.AddTask(Markup.Escape(value.Stage));
        (pace, begun) = (new Pace(), Environment.TickCount64);
    }

    private void End()
    {
        if (bar is null)
            return;
        Draw(last);
        bar.StopTask();
    }

    private void Draw(WorkProgress value)
    {
        last = value;
        drawn = Environment.TickCount64;
        bar!.IsIndeterminate = value.Total <= 0;
        if (value.Total > 0)
            bar.MaxValue = value.Total;
        bar.Value = value.Done;
        bar.State.Update<double>(AmountColumn.Rate, _ => pace.Rate ?? 0);
        bar.State.Update<double>(AmountColumn.SecondsLeft, _ => pace.Left(value.Total)?.TotalSeconds ?? 0);
    }
}
