namespace CovidCxr.Shell.Progress;

/// <summary>Units of progress.</summary>
internal enum ProgressUnit
{
    /// <summary>Images, steps or files.</summary>
    Items,

    /// <summary>Bytes, shown as MB.</summary>
    Bytes,
}

/// <summary>Formats amounts and rates.</summary>
internal static class ProgressUnits
{
    private const double Megabyte = 1e6;

    /// <summary>For example <c>120/640</c> or <c>12.5/80.0 MB</c>; without the total if it is unknown (0).</summary>
    public static string Amount(this ProgressUnit unit, long done, long total) => (unit, total > 0) switch
    {
        (ProgressUnit.Bytes, true) => $"{done / Megabyte:0.0}/{total / Megabyte:0.0} MB",
        (ProgressUnit.Bytes, false) => $"{done / Megabyte:0.0} MB",
        (_, true) => $"{done}/{total}",
        _ => $"{done}",
    };

    /// <summary>For example <c>310/s</c>, <c>2.4/s</c> or <c>8.1 MB/s</c>.</summary>
    public static string Rate(this ProgressUnit unit, double perSecond) => unit switch
    {
        ProgressUnit.Bytes => $"{perSecond / Megabyte:0.0} MB/s",
        _ => perSecond >= 10 ? $"{perSecond:0}/s" : $"{perSecond:0.0}/s",
    };
}

/// <summary>Formats lengths of time.</summary>
internal static class Durations
{
    /// <summary>For example <c>3.2 s</c>, <c>4:05 min</c> or <c>1:02 h</c>.</summary>
    public static string Text(TimeSpan time) => time switch
    {
        { TotalSeconds: < 59.95 } => $"{time.TotalSeconds:0.0} s",
        { TotalMinutes: < 60 } => $"{(int)time.TotalMinutes}:{time.Seconds:00} min",
        _ => $"{(int)time.TotalHours}:{time.Minutes:00} h",
    };
}
