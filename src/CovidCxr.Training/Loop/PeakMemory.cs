using System.Runtime.InteropServices;

namespace CovidCxr.Training.Loop;

/// <summary>
/// Watches how much more memory the process takes than at the beginning, many times a second: the system's own maximum would be that of the
/// largest network since the program began.
/// </summary>
internal sealed partial class PeakMemory : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(20);

    private readonly Timer timer;
    private readonly long before;
    private long most;

    public PeakMemory()
    {
        GC.Collect(); // tensors of an earlier network that nobody has disposed of
        GC.WaitForPendingFinalizers();
        ReturnFreeMemory();
        before = Environment.WorkingSet;
        timer = new Timer(_ => Look(), null, TimeSpan.Zero, Often);
    }

    /// <summary>The most memory so far above that of the beginning, bytes.</summary>
    public long Bytes
    {
        get
        {
            Look();
            return Math.Max(0, Interlocked.Read(ref most) - before);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private void Look()
    {
        var now = Environment.WorkingSet;
        for (var seen = Interlocked.Read(ref most); now > seen; seen = Interlocked.Read(ref most))
            if (Interlocked.CompareExchange(ref most, now, seen) == seen)
                return;
    }

    /// <summary>
    /// Gives the system back what an earlier network has left to the C library, which would be used again unseen. Only glibc keeps so much.
    /// </summary>
    private static void ReturnFreeMemory()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library than glibc.
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint pad);
}
