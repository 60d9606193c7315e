namespace CovidCxr.Datasets.Fetching;

/// <summary>One source could not be fetched; the others may still be.</summary>
/// <param name="reason">Half a sentence, for example <c>https://host/a.zip answered 404 Not Found</c>.</param>
/// <param name="inner">The error underneath, if any.</param>
internal class FetchException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>What the user can do; null where only a download by hand is left.</summary>
    public string? Advice { get; init; }
}
