namespace CovidCxr.Service.Store;

/// <summary>Keeps results and what readers say of them. Every method fails with <see cref="StoreException"/> while it cannot.</summary>
public interface IResultStore
{
    /// <summary>Keeps results, all or none of them; when the task ends they survive the end of the process.</summary>
    Task AddAsync(IReadOnlyList<StoredResult> results, CancellationToken cancel);

    /// <summary>The result of an id; null if there is none.</summary>
    Task<StoredResult?> FindAsync(string id, CancellationToken cancel);

    /// <summary>Finds results, the latest first.</summary>
    Task<IReadOnlyList<StoredResult>> SearchAsync(ResultQuery query, CancellationToken cancel);

    /// <summary>Deletes a result with its feedback.</summary>
    /// <returns>The result as it was; null if there was none.</returns>
    Task<StoredResult?> DeleteAsync(string id, CancellationToken cancel);

    /// <summary>Keeps what a reader says of a result.</summary>
    /// <returns>Whether there is such a result.</returns>
    Task<bool> AddFeedbackAsync(Feedback feedback, CancellationToken cancel);

    /// <summary>What readers said of a result, the latest last.</summary>
    Task<IReadOnlyList<Feedback>> FeedbackOfAsync(string resultId, CancellationToken cancel);

    /// <summary>The last verdict's note of each result that has one.</summary>
    Task<IReadOnlyDictionary<string, string>> NotesOfAsync(IReadOnlyList<string> resultIds, CancellationToken cancel);

    /// <summary>Which of the pictures are needed: by a result, by one with a verdict, or by a batch that is not done.</summary>
    Task<PictureUses> UsesOfAsync(IReadOnlyList<string> hashes, CancellationToken cancel);

    /// <summary>Whether the store answers.</summary>
    Task<bool> IsReadyAsync(CancellationToken cancel);
}

/// <summary>Why pictures are needed, by their hashes.</summary>
/// <param name="ByResults">Those of results.</param>
/// <param name="ByVerdicts">Those of results with a verdict.</param>
/// <param name="ByBatches">Those that wait for their prediction.</param>
public sealed record PictureUses(IReadOnlySet<string> ByResults, IReadOnlySet<string> ByVerdicts, IReadOnlySet<string> ByBatches);

/// <summary>What to look for; a null says nothing.</summary>
public sealed record ResultQuery
{
    /// <summary>Made then or later, UTC.</summary>
    public DateTime? From { get; init; }

    /// <summary>Made before, UTC.</summary>
    public DateTime? To { get; init; }

    /// <summary>The most likely class by its key.</summary>
    public string? Class { get; init; }

    /// <summary>Whether a person should read it.</summary>
    public bool? Refer { get; init; }

    /// <summary>The last verdict, one of <see cref="Verdicts"/>; <see cref="AnyVerdict"/> or <see cref="NoVerdict"/>.</summary>
    public string? Verdict { get; init; }

    /// <summary>The batch.</summary>
    public string? BatchId { get; init; }

    /// <summary>The id of the last result that is known already: only earlier ones.</summary>
    public string? After { get; init; }

    /// <summary>The most results, 1 to 1000.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>Any verdict.</summary>
    public const string AnyVerdict = "any";

    /// <summary>No verdict yet.</summary>
    public const string NoVerdict = "none";
}

/// <summary>The store does not answer, or cannot write.</summary>
/// <param name="isDiskFull">Whether the disk is full.</param>
/// <param name="inner">What the database said; for the log, never for a client.</param>
public sealed class StoreException(bool isDiskFull, Exception inner)
    : Exception(isDiskFull ? "the disk is full" : "the database does not answer", inner)
{
    /// <summary>Whether the disk is full.</summary>
    public bool IsDiskFull { get; } = isDiskFull;
}
