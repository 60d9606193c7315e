namespace CovidCxr.Service.Store;

/// <summary>Keeps batches: which files wait, and what became of them. Fails with <see cref="StoreException"/> while it cannot.</summary>
public interface IBatchStore
{
    /// <summary>Keeps a batch with its files, all or nothing; the files lie among the pictures already.</summary>
    Task CreateAsync(StoredBatch batch, IReadOnlyList<BatchFile> files, CancellationToken cancel);

    /// <summary>A batch with its numbers; null if there is none.</summary>
    Task<BatchStatus?> FindAsync(string id, CancellationToken cancel);

    /// <summary>The latest batches with their numbers.</summary>
    Task<IReadOnlyList<BatchStatus>> ListAsync(int limit, CancellationToken cancel);

    /// <summary>The files of a batch that were predicted or cannot be read, each with its result, in their order.</summary>
    Task<IReadOnlyList<(BatchFile File, StoredResult? Result)>> ResultsOfAsync(string id, CancellationToken cancel);

    /// <summary>The next files of the oldest batch that is not finished.</summary>
    /// <returns>The batch and at least one file; null if nothing waits.</returns>
    Task<(StoredBatch Batch, IReadOnlyList<BatchFile> Files)?> NextAsync(int most, CancellationToken cancel);

    /// <summary>
    /// Keeps what became of files, all or nothing; a batch without a waiting file is done. Nothing of a canceled one is kept.
    /// </summary>
    Task CompleteAsync(string batchId, IReadOnlyList<(BatchFile File, StoredResult? Result, string? Error)> files,
        CancellationToken cancel);

    /// <summary>Cancels a batch that is not finished.</summary>
    /// <returns>The batch as it is then; null if there is none.</returns>
    Task<BatchStatus?> CancelAsync(string id, CancellationToken cancel);
}

/// <summary>A batch and how far it is.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Done">Files that were predicted or cannot be read.</param>
/// <param name="Failed">Files that cannot be read.</param>
public sealed record BatchStatus(StoredBatch Batch, int Done, int Failed);
