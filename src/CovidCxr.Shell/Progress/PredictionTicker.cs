using System.Diagnostics;

namespace CovidCxr.Shell.Progress;

/// <summary>Shows on standard error how many files are scored and how fast, on one line that is written over; nothing where nobody looks on.</summary>
internal sealed class PredictionTicker : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly bool shown = !Console.IsErrorRedirected;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan next = Pause;
    private long count;

    /// <summary>One more file.</summary>
    public void Count()
    {
        count++;
        if (!shown || watch.Elapsed < next)
            return;
        next = watch.Elapsed + Pause;
        Console.Error.Write($"\r{count} files, {ProgressUnit.Items.Rate(count / watch.Elapsed.TotalSeconds)}  ");
    }

    /// <summary>Makes room for another line.</summary>
    public void Clear()
    {
        if (shown && next > Pause)
            Console.Error.Write("\r\e[K");
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
