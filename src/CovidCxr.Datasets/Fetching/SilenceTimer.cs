namespace CovidCxr.Datasets.Fetching;

/// <summary>Cancels its token when nothing was heard for too long, or when the caller cancels.</summary>
internal sealed class SilenceTimer : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly TimeSpan limit;

    public SilenceTimer(TimeSpan limit, CancellationToken cancel)
    {
        this.limit = limit;
        source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Restart();
    }

    /// <summary>Cancelled on silence.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Something was heard.</summary>
    public void Restart() => source.CancelAfter(limit);

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
