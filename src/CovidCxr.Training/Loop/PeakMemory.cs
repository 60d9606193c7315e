namespace CovidCxr.Training.Loop;

/// <summary>
/// Watches how much memory the process has, many times a second: the system's own maximum would be that of the largest network since the
/// program began.
/// </summary>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);

    private readonly Timer timer;
    private long most;

    public PeakMemory()
    {
        GC.Collect(); // tensors of an earlier network that nobody has disposed of
        GC.WaitForPendingFinalizers();
        timer = new Timer(_ => Look(), null, TimeSpan.Zero, Often);
    }

    /// <summary>The most memory so far, bytes.</summary>
    public long Bytes
    {
        get
        {
            Look();
            return Interlocked.Read(ref most);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Look()
    {
        var now = Environment.WorkingSet;
        for (var before = Interlocked.Read(ref most); now > before; before = Interlocked.Read(ref most))
            if (Interlocked.CompareExchange(ref most, now, before) == before)
                return;
    }
}
