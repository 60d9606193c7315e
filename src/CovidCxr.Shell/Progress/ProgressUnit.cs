namespace CovidCxr.Shell.Progress;

/// <summary>What the numbers of a progress report count.</summary>
internal enum ProgressUnit
{
    /// <summary>Images, steps, files.</summary>
    Items,

    /// <summary>Bytes, shown as MB.</summary>
    Bytes,
}
