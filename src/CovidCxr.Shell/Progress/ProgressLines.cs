using System.Diagnostics;
using CovidCxr.Core;

namespace CovidCxr.Shell.Progress;

/// <summary>Shows progress as plain lines for logs: one every few seconds, and one at the end of each stage.</summary>
/// <param name="writer">The log.</param>
/// <param name="unit">What the work counts.</param>
internal sealed class ProgressLines(TextWriter writer, ProgressUnit unit) : IProgress<WorkProgress>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private readonly Stopwatch sinceStart = new();
    private readonly Stopwatch sinceLine = new();
    private WorkProgress last;
    private Pace pace = new();
    private bool open;

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        lock (gate)
        {
            if (value.Stage != last.Stage)
            {
                Close();
                pace = new Pace();
                sinceStart.Restart();
                sinceLine.Restart();
                open = true;
            }
            else if (!open)
            {
                return;
            }
            last = value;
            pace.Add(value.Done, sinceStart.Elapsed);
            if (value.Total > 0 && value.Done >= value.Total)
                Close();
            else if (sinceLine.Elapsed >= Pause)
                WriteRunning();
        }
    }

    /// <summary>Ends the last stage if its own reports did not.</summary>
    public void Finish()
    {
        lock (gate)
            Close();
    }

    private void WriteRunning()
    {
        sinceLine.Restart();
        var line = $"{last.Stage}: {unit.Amount(last.Done, last.Total)}";
        if (pace.Rate is { } rate)
            line += $", {unit.Rate(rate)}";
        if (pace.Left(last.Total) is { } left)
            line += $", {Durations.Text(left)} left";
        writer.WriteLine(line);
    }

    private void Close()
    {
        if (!open)
            return;
        open = false;
        writer.WriteLine($"{last.Stage}: {unit.Amount(last.Done, last.Total)} in {Durations.Text(sinceStart.Elapsed)}");
    }
}
