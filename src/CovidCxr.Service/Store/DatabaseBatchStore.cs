using Microsoft.EntityFrameworkCore;

namespace CovidCxr.Service.Store;

/// <summary>Keeps batches in a database.</summary>
/// <param name="open">Opens a connection; called for every piece of work.</param>
public sealed class DatabaseBatchStore(Func<ResultsContext> open) : IBatchStore
{
    /// <inheritdoc/>
    public Task CreateAsync(StoredBatch batch, IReadOnlyList<BatchFile> files, CancellationToken cancel) => WithAsync(async context =>
    {
        context.Add(batch);
        context.AddRange(files);
        return await context.SaveChangesAsync(cancel); // one transaction
    });

    /// <inheritdoc/>
    public Task<BatchStatus?> FindAsync(string id, CancellationToken cancel) => WithAsync(context => StatusAsync(context, id, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<BatchStatus>> ListAsync(int limit, CancellationToken cancel) =>
        WithAsync<IReadOnlyList<BatchStatus>>(async context =>
        {
            var statuses = new List<BatchStatus>();
            foreach (var id in await context.Batches.AsNoTracking().OrderByDescending(batch => batch.Id).Select(batch => batch.Id)
                .Take(limit).ToListAsync(cancel))
                if (await StatusAsync(context, id, cancel) is { } status)
                    statuses.Add(status);
            return statuses;
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<(BatchFile File, StoredResult? Result)>> ResultsOfAsync(string id, CancellationToken cancel) =>
        WithAsync<IReadOnlyList<(BatchFile, StoredResult?)>>(async context =>
        {
            var files = await context.BatchFiles.AsNoTracking()
                .Where(file => file.BatchId == id && (file.ResultId != null || file.Error != null)).OrderBy(file => file.Position)
                .ToListAsync(cancel);
            var results = await context.Results.AsNoTracking().Where(result => result.BatchId == id)
                .ToDictionaryAsync(result => result.Id, cancel);
            // A result that was deleted since has neither.
            return [.. files.Select(file => (file, file.ResultId is { } result ? results.GetValueOrDefault(result) : null))];
        });

    /// <inheritdoc/>
    public Task<(StoredBatch Batch, IReadOnlyList<BatchFile> Files)?> NextAsync(int most, CancellationToken cancel) =>
        WithAsync<(StoredBatch, IReadOnlyList<BatchFile>)?>(async context =>
        {
            var batch = await context.Batches.AsNoTracking().Where(batch => batch.FinishedAt == null).OrderBy(batch => batch.Id)
                .FirstOrDefaultAsync(cancel);
            if (batch is null)
                return null;
            var files = await Waiting(context, batch.Id).AsNoTracking().OrderBy(file => file.Position).Take(most).ToListAsync(cancel);
            return (batch, files);
        });

    /// <inheritdoc/>
    public Task CompleteAsync(
        string batchId, IReadOnlyList<(BatchFile File, StoredResult? Result, string? Error)> files, CancellationToken cancel) =>
        WithAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancel);
            var batch = await context.Batches.FirstOrDefaultAsync(batch => batch.Id == batchId, cancel);
            if (batch is not { FinishedAt: null })
                return 0;
            foreach (var (file, result, error) in files)
            {
                context.Attach(file);
                (file.ResultId, file.Error) = (result?.Id, error);
                if (result is not null)
                    context.Add(result);
            }
            batch.State = BatchStates.Running;
            await context.SaveChangesAsync(cancel);
            if (!await Waiting(context, batchId).AnyAsync(cancel))
            {
                (batch.State, batch.FinishedAt) = (BatchStates.Done, DateTime.UtcNow);
                await context.SaveChangesAsync(cancel);
            }
            await transaction.CommitAsync(cancel);
            return files.Count;
        });

    /// <inheritdoc/>
    public Task<BatchStatus?> CancelAsync(string id, CancellationToken cancel) => WithAsync(async context =>
    {
        // One statement: a batch that ends at the same moment is not turned into a canceled one.
        var now = DateTime.UtcNow;
        await context.Batches.Where(batch => batch.Id == id && batch.FinishedAt == null).ExecuteUpdateAsync(
            set => set.SetProperty(batch => batch.State, BatchStates.Canceled).SetProperty(batch => batch.FinishedAt, now), cancel);
        return await StatusAsync(context, id, cancel);
    });

    private static IQueryable<BatchFile> Waiting(ResultsContext context, string batchId) =>
        context.BatchFiles.Where(file => file.BatchId == batchId && file.ResultId == null && file.Error == null);

    private static async Task<BatchStatus?> StatusAsync(ResultsContext context, string id, CancellationToken cancel)
    {
        if (await context.Batches.AsNoTracking().FirstOrDefaultAsync(batch => batch.Id == id, cancel) is not { } batch)
            return null;
        var failed = await context.BatchFiles.CountAsync(file => file.BatchId == id && file.Error != null, cancel);
        var predicted = await context.BatchFiles.CountAsync(file => file.BatchId == id && file.ResultId != null, cancel);
        return new BatchStatus(batch, predicted + failed, failed);
    }

    private Task<T> WithAsync<T>(Func<ResultsContext, Task<T>> work) => DatabaseErrors.GuardAsync(async () =>
    {
        await using var context = open();
        return await work(context);
    });
}
