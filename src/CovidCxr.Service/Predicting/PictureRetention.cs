using CovidCxr.Core.Storage;
using CovidCxr.Service.Configuration;
using CovidCxr.Service.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CovidCxr.Service.Predicting;

/// <summary>Deletes pictures whose time is over, and what a killed process left half-written.</summary>
/// <param name="pictures">The pictures.</param>
/// <param name="store">Says which of them a reader has judged, and which still wait for their prediction.</param>
/// <param name="options">How long they are kept.</param>
/// <param name="log">Receives failures.</param>
internal sealed partial class PictureRetention(
    PictureStore pictures, IResultStore store, ServiceOptions options, ILogger<PictureRetention> log) : BackgroundService
{
    private const int AtOnce = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1), HalfWritten = TimeSpan.FromHours(1);

    /// <summary>Deletes what is to be deleted at a time.</summary>
    /// <param name="now">The time, UTC.</param>
    /// <param name="cancel">Stops between two pictures.</param>
    /// <returns>How many were deleted.</returns>
    public async Task<int> SweepAsync(DateTime now, CancellationToken cancel)
    {
        var deleted = 0;
        foreach (var some in pictures.All().Where(picture => now - picture.KeptAt >= Shortest(options.Retention)).Chunk(AtOnce))
        {
            cancel.ThrowIfCancellationRequested();
            var uses = await store.UsesOfAsync([.. some.Select(picture => picture.Hash)], cancel);
            foreach (var (path, hash, keptAt) in some)
            {
                var limit = hash.EndsWith(AtomicFile.PartialEnding, StringComparison.Ordinal) ? HalfWritten
                    : uses.ByVerdicts.Contains(hash) ? options.Retention.LabeledPictures : options.Retention.Pictures;
                if (now - keptAt < limit || uses.ByBatches.Contains(hash))
                    continue;
                FileError.DeleteQuietly(path);
                deleted++;
            }
        }
        return deleted;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        do
            try
            {
                await SweepAsync(DateTime.UtcNow, stoppingToken);
            }
            catch (Exception e) when (e is StoreException || FileError.IsFileError(e))
            {
                LogFailure(e);
            }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static TimeSpan Shortest(RetentionOptions retention) =>
        retention.Pictures < retention.LabeledPictures ? retention.Pictures : retention.LabeledPictures;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pictures whose time is over could not be deleted; tried again in a minute")]
    private partial void LogFailure(Exception exception);
}
