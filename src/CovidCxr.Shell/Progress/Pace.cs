namespace CovidCxr.Shell.Progress;

/// <summary>
/// Measures how fast a stage of the work goes. It says nothing before the work has run long enough: the first steps load libraries and
/// compile code, and an estimate from them is wrong by minutes.
/// </summary>
internal sealed class Pace
{
    private const int FewestReports = 3;
    private static readonly TimeSpan ShortestTime = TimeSpan.FromSeconds(2);

    private (long Done, TimeSpan Time)? first;
    private (long Done, TimeSpan Time) last;
    private int reports;

    /// <summary>Units per second since the first report of work done; null until that is known well enough.</summary>
    public double? Rate => first is { } from && reports >= FewestReports && last.Time - from.Time >= ShortestTime && last.Done > from.Done
        ? (last.Done - from.Done) / (last.Time - from.Time).TotalSeconds
        : null;

    /// <summary>Takes a report.</summary>
    /// <param name="done">Units done so far. A stage that goes on where an earlier run stopped begins in the middle.</param>
    /// <param name="time">The time since the stage began.</param>
    public void Add(long done, TimeSpan time)
    {
        if (done <= 0)
            return;
        if (first is null)
            first = (done, time); // how long the first unit took is not counted
        else
            reports++;
        last = (done, time);
    }

    /// <summary>The time for the rest; null as long as the rate is not known, or without a total.</summary>
    /// <param name="total">Units of the whole stage; 0 if unknown.</param>
    public TimeSpan? Left(long total) =>
        total > last.Done && Rate is { } rate ? TimeSpan.FromSeconds((total - last.Done) / rate) : null;
}
