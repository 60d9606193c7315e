namespace CovidCxr.Datasets.Fetching;

/// <summary>The failure to fetch one collection; the others may still succeed.</summary>
/// <param name="reason">The reason without a full stop, for example <c>https://host/a.zip answered 404 Not Found</c>.</param>
/// <param name="inner">The error underneath, if any.</param>
internal class FetchException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>What the user can do; null if only a download by hand is left.</summary>
    public string? Advice { get; init; }
}

/// <summary>An interrupted download that another attempt may complete.</summary>
/// <param name="reason">The reason without a full stop.</param>
/// <param name="inner">The error underneath, if any.</param>
internal sealed class RetryException(string reason, Exception? inner = null) : FetchException(reason, inner)
{
    /// <summary>Whether no server was reached at all.</summary>
    public bool Unreachable { get; init; }

    /// <summary>How long the server asked to wait; null if it did not.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
