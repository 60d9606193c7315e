using System.Diagnostics;
using CovidCxr.Core;

namespace CovidCxr.Shell.Progress;

/// <summary>Counts predicted files and their rate on one line of standard error; silent unless that is a terminal.</summary>
internal sealed class PredictionTicker : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly bool shown = !Console.IsErrorRedirected;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan next = Pause;
    private long count;

    /// <summary>Counts one file.</summary>
    public void Count()
    {
        count++;
        if (!shown || watch.Elapsed < next)
            return;
        next = watch.Elapsed + Pause;
        Console.Error.Write($"\r{Counted.Of(count, "file")}, {ProgressUnit.Items.Rate(count / watch.Elapsed.TotalSeconds)}  ");
    }

    /// <summary>Erases the line, to make room for another.</summary>
    public void Clear()
    {
        if (shown && next > Pause)
            Console.Error.Write("\r\e[K");
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
