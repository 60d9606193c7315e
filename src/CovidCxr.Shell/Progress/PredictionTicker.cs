using System.Diagnostics;

namespace CovidCxr.Shell.Progress;

/// <summary>
/// Counts predicted files, their rate and the time left on one line of standard error; silent unless that is a terminal. The total is
/// counted meanwhile, if it can be.
/// </summary>
internal sealed class PredictionTicker : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly bool shown = !Console.IsErrorRedirected;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly CancellationTokenSource stop = new();
    private readonly Task<long>? total;
    private readonly long before;
    private TimeSpan next = Pause;
    private long count;

    /// <param name="countAll">Counts all files; null if nobody knows how many will come.</param>
    /// <param name="before">Files that an earlier run has scored.</param>
    public PredictionTicker(Func<CancellationToken, long>? countAll, long before)
    {
        this.before = before;
        if (shown && countAll is not null)
            total = Task.Run(() => countAll(stop.Token));
    }

    /// <summary>
    /// The line, for example <c>120/640 files, 310/s, 1.7 s left</c>; without total and time left if the total is unknown.
    /// </summary>
    /// <param name="done">Files scored by this run.</param>
    /// <param name="all">Files that this run will score; 0 if unknown.</param>
    /// <param name="seconds">Since its start.</param>
    public static string Line(long done, long all, double seconds)
    {
        var rate = done / seconds;
        var left = all > done && rate > 0 ? $", {Durations.Text(TimeSpan.FromSeconds((all - done) / rate))} left" : "";
        return $"{ProgressUnit.Items.Amount(done, all)} files, {ProgressUnit.Items.Rate(rate)}{left}";
    }

    /// <summary>Counts one file.</summary>
    public void Count()
    {
        count++;
        if (!shown || watch.Elapsed < next)
            return;
        next = watch.Elapsed + Pause;
        var all = total is { IsCompletedSuccessfully: true } ? total.Result - before : 0;
        Console.Error.Write($"\r{Line(count, Math.Max(all, 0), watch.Elapsed.TotalSeconds)}\e[K");
    }

    /// <summary>Erases the line, to make room for another.</summary>
    public void Clear()
    {
        if (shown && next > Pause)
            Console.Error.Write("\r\e[K");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Cancel();
        Clear();
    }
}
