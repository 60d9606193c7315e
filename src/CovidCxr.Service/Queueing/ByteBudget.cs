namespace CovidCxr.Service.Queueing;

/// <summary>How much of the memory uploads may fill, over all requests.</summary>
/// <param name="bytes">The most.</param>
public sealed class ByteBudget(long bytes)
{
    private long free = bytes;

    /// <summary>Takes a part until the result is disposed of.</summary>
    /// <param name="wanted">Bytes, at least 0.</param>
    /// <exception cref="OverloadException">There is not as much left.</exception>
    public IDisposable Take(long wanted)
    {
        if (Interlocked.Add(ref free, -wanted) >= 0)
            return new Part(this, wanted);
        Interlocked.Add(ref free, wanted);
        throw new OverloadException(TimeSpan.FromSeconds(1));
    }

    private sealed class Part(ByteBudget budget, long taken) : IDisposable
    {
        private long held = taken;

        public void Dispose() => Interlocked.Add(ref budget.free, Interlocked.Exchange(ref held, 0));
    }
}
