namespace CovidCxr.Datasets.Fetching;

/// <summary>One source could not be fetched; the others may still be.</summary>
/// <param name="reason">Half a sentence, for example <c>https://host/a.zip answered 404 Not Found</c>.</param>
/// <param name="inner">The error underneath, if any.</param>
internal class FetchException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>What the user can do; null where only a download by hand is left.</summary>
    public string? Advice { get; init; }
}

/// <summary>A download broke off in a way that another try may mend.</summary>
/// <param name="reason">Half a sentence.</param>
/// <param name="inner">The error underneath, if any.</param>
internal sealed class RetryException(string reason, Exception? inner = null) : FetchException(reason, inner)
{
    /// <summary>True where no server was reached at all.</summary>
    public bool Unreachable { get; init; }

    /// <summary>How long the server asked to wait, if it did.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
