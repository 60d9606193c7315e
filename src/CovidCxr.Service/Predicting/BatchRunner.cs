using CovidCxr.Core.Storage;
using CovidCxr.Service.Configuration;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CovidCxr.Service.Predicting;

/// <summary>
/// Accepts batches and predicts them behind direct requests, a few files at a time. What waits is in the database and on disk, so a service
/// that was killed goes on with the files that it had not finished.
/// </summary>
/// <param name="queue">Predicts.</param>
/// <param name="batches">Keeps the batches.</param>
/// <param name="pictures">Keeps the files until they are predicted.</param>
/// <param name="keeper">Makes the results.</param>
/// <param name="options">How many files at once.</param>
/// <param name="log">Receives failures.</param>
public sealed partial class BatchRunner(
    IInferenceQueue queue, IBatchStore batches, PictureStore pictures, PredictionKeeper keeper, ServiceOptions options,
    ILogger<BatchRunner> log) : BackgroundService
{
    private const int FilesPerWorker = 2;

    // Nothing to do: a batch wakes it. Something is in the way: it tries again.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim wake = new(0);

    /// <summary>Keeps the files of a batch and the batch; when the task ends, it will be predicted even if the process ends.</summary>
    /// <param name="uploads">The files; each is on disk before the next one is read.</param>
    /// <param name="createdBy">Who hands it in; null where nobody signs in.</param>
    /// <param name="cancel">Stops it; nothing is accepted then.</param>
    /// <exception cref="StoreException">It cannot be kept; nothing of it is accepted.</exception>
    public async Task<BatchStatus> AcceptAsync(IAsyncEnumerable<Upload> uploads, string? createdBy, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7().ToString("N");
        var files = new List<BatchFile>();
        await foreach (var upload in uploads.WithCancellation(cancel))
        {
            var hash = PictureStore.HashOf(upload.Bytes);
            pictures.Keep(hash, upload.Bytes);
            files.Add(new BatchFile { BatchId = id, Position = files.Count, File = upload.Name, PictureSha256 = hash });
        }
        var batch = new StoredBatch
        {
            Id = id,
            CreatedAt = DateTime.UtcNow,
            State = BatchStates.Queued,
            Total = files.Count,
            CreatedBy = createdBy,
        };
        await batches.CreateAsync(batch, files, cancel);
        wake.Release();
        return new BatchStatus(batch, 0, 0);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var hasMore = false;
            try
            {
                hasMore = await RunSomeAsync(stoppingToken);
            }
            catch (OverloadException)
            {
                // Direct requests come first.
            }
            catch (StoreException e)
            {
                LogFailure(e);
            }
            if (!hasMore)
                await wake.WaitAsync(Pause, stoppingToken);
        }
    }

    private async Task<bool> RunSomeAsync(CancellationToken stop)
    {
        var most = options.Queue.Workers * FilesPerWorker;
        if (queue.Waiting > most || await batches.NextAsync(most, stop) is not var (batch, files))
            return false;
        if (files.Count == 0)
            return false;
        var (present, outcomes) = (new List<(BatchFile File, Upload Upload)>(), new List<(BatchFile, StoredResult?, string?)>());
        foreach (var file in files)
            if (pictures.Read(file.PictureSha256) is { } bytes)
                present.Add((file, new Upload(file.File, bytes)));
            else
                outcomes.Add((file, null, $"{file.File} is no longer on the service's disk; hand it in again"));
        var read = await queue.PredictAsync([.. present.Select(one => one.Upload)], stop);
        foreach (var ((file, upload), one) in present.Zip(read))
        {
            var kept = keeper.Keep(upload, one, batch.CreatedBy, batch.Id);
            outcomes.Add((file, kept.Result, kept.Error is null ? null : PathBytes.Show(kept.Error)));
        }
        await batches.CompleteAsync(batch.Id, outcomes, stop);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A batch cannot go on; tried again soon")]
    private partial void LogFailure(Exception exception);
}
