namespace CovidCxr.Shell.Progress;

/// <summary>Lengths of time in words.</summary>
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
