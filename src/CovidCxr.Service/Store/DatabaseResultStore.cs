using Microsoft.EntityFrameworkCore;

namespace CovidCxr.Service.Store;

/// <summary>Keeps results in a database.</summary>
public sealed class DatabaseResultStore : IResultStore
{
    private readonly Func<ResultsContext> open;
    private readonly GroupCommit<StoredResult> commits;

    /// <param name="open">Opens a connection; called for every piece of work.</param>
    public DatabaseResultStore(Func<ResultsContext> open)
    {
        this.open = open;
        commits = new GroupCommit<StoredResult>(WriteAsync);
    }

    /// <inheritdoc/>
    public Task AddAsync(IReadOnlyList<StoredResult> results, CancellationToken cancel) => commits.AddAsync(results);

    /// <inheritdoc/>
    public Task<StoredResult?> FindAsync(string id, CancellationToken cancel) => WithAsync(context =>
        context.Results.AsNoTracking().FirstOrDefaultAsync(result => result.Id == id, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredResult>> SearchAsync(ResultQuery query, CancellationToken cancel) =>
        WithAsync<IReadOnlyList<StoredResult>>(async context => await Matching(context.Results.AsNoTracking(), query)
            .OrderByDescending(result => result.Id).Take(query.Limit).ToListAsync(cancel));

    /// <inheritdoc/>
    public Task<StoredResult?> DeleteAsync(string id, CancellationToken cancel) => WithAsync(async context =>
    {
        var result = await context.Results.FirstOrDefaultAsync(result => result.Id == id, cancel);
        if (result is not null)
        {
            context.Remove(result); // its feedback goes with it
            await context.SaveChangesAsync(cancel);
        }
        return result;
    });

    /// <inheritdoc/>
    public Task<bool> AddFeedbackAsync(Feedback feedback, CancellationToken cancel) => WithAsync(async context =>
    {
        if (await context.Results.FirstOrDefaultAsync(result => result.Id == feedback.ResultId, cancel) is not { } result)
            return false;
        if (feedback.Verdict != Verdicts.Note)
            (result.Verdict, result.VerdictClass) = (feedback.Verdict, feedback.Class);
        context.Add(feedback);
        await context.SaveChangesAsync(cancel);
        return true;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<Feedback>> FeedbackOfAsync(string resultId, CancellationToken cancel) =>
        WithAsync<IReadOnlyList<Feedback>>(async context => await context.Feedback.AsNoTracking()
            .Where(feedback => feedback.ResultId == resultId).OrderBy(feedback => feedback.Id).ToListAsync(cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, string>> NotesOfAsync(IReadOnlyList<string> resultIds, CancellationToken cancel) =>
        WithAsync<IReadOnlyDictionary<string, string>>(async context =>
        {
            var notes = new Dictionary<string, string>();
            foreach (var feedback in await context.Feedback.AsNoTracking()
                .Where(feedback => resultIds.Contains(feedback.ResultId) && feedback.Note != null).OrderBy(feedback => feedback.Id)
                .ToListAsync(cancel))
                notes[feedback.ResultId] = feedback.Note!;
            return notes;
        });

    /// <inheritdoc/>
    public Task<PictureUses> UsesOfAsync(IReadOnlyList<string> hashes, CancellationToken cancel) => WithAsync(async context =>
    {
        var results = await context.Results.AsNoTracking().Where(result => hashes.Contains(result.PictureSha256))
            .Select(result => new { result.PictureSha256, HasVerdict = result.Verdict != null }).Distinct().ToListAsync(cancel);
        var waiting = await context.BatchFiles.AsNoTracking()
            .Where(file => hashes.Contains(file.PictureSha256) && file.ResultId == null && file.Error == null)
            .Join(context.Batches.Where(batch => batch.FinishedAt == null), file => file.BatchId, batch => batch.Id, (file, _) =>
                file.PictureSha256)
            .ToListAsync(cancel);
        return new PictureUses(
            results.Select(result => result.PictureSha256).ToHashSet(),
            results.Where(result => result.HasVerdict).Select(result => result.PictureSha256).ToHashSet(),
            waiting.ToHashSet());
    });

    /// <inheritdoc/>
    public async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            await WithAsync(context => context.Results.AsNoTracking().Select(result => result.Id).FirstOrDefaultAsync(cancel));
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private Task WriteAsync(IReadOnlyList<StoredResult> results) => WithAsync(async context =>
    {
        context.AddRange(results);
        return await context.SaveChangesAsync(CancellationToken.None);
    });

    private Task<T> WithAsync<T>(Func<ResultsContext, Task<T>> work) => DatabaseErrors.GuardAsync(async () =>
    {
        await using var context = open();
        return await work(context);
    });

    private static IQueryable<StoredResult> Matching(IQueryable<StoredResult> results, ResultQuery query)
    {
        if (query.From is { } from)
            results = results.Where(result => result.CreatedAt >= from);
        if (query.To is { } to)
            results = results.Where(result => result.CreatedAt < to);
        if (query.Class is { } finding)
            results = results.Where(result => result.Class == finding);
        if (query.Refer is { } refer)
            results = results.Where(result => result.Refer == refer);
        if (query.BatchId is { } batch)
            results = results.Where(result => result.BatchId == batch);
        if (query.After is { } after)
            results = results.Where(result => string.Compare(result.Id, after) < 0);
        return query.Verdict switch
        {
            null => results,
            ResultQuery.AnyVerdict => results.Where(result => result.Verdict != null),
            ResultQuery.NoVerdict => results.Where(result => result.Verdict == null),
            var verdict => results.Where(result => result.Verdict == verdict),
        };
    }
}
