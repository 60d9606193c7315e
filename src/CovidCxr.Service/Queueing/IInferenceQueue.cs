using CovidCxr.Core;
using CovidCxr.Inference.Pipeline;

namespace CovidCxr.Service.Queueing;

/// <summary>Predicts uploaded files; what waits is classified together.</summary>
public interface IInferenceQueue
{
    /// <summary>Files that wait or are being worked on.</summary>
    int Waiting { get; }

    /// <summary>Whether a request would be refused now.</summary>
    bool IsFull { get; }

    /// <summary>How long a refused client should wait.</summary>
    TimeSpan RetryAfter { get; }

    /// <summary>Predicts files; all of them are taken, or none.</summary>
    /// <param name="uploads">The files.</param>
    /// <param name="cancel">Leaves out those that nobody has begun with.</param>
    /// <returns>In the order of the files; the prediction of an unreadable one has an error.</returns>
    /// <exception cref="OverloadException">Too many files wait.</exception>
    Task<IReadOnlyList<ReadUpload>> PredictAsync(IReadOnlyList<Upload> uploads, CancellationToken cancel);
}

/// <summary>A file as it was received.</summary>
/// <param name="Name">Its name without any folder.</param>
/// <param name="Bytes">Its content.</param>
public sealed record Upload(string Name, byte[] Bytes);

/// <summary>An uploaded file that was read, or tried to.</summary>
/// <param name="Prediction">The prediction, or the error.</param>
/// <param name="Image">The picture and the network's output; null if the file could not be read.</param>
public sealed record ReadUpload(Prediction Prediction, PredictedImage? Image);

/// <summary>More work waits than the service takes on.</summary>
/// <param name="retryAfter">When it is worth another try.</param>
public sealed class OverloadException(TimeSpan retryAfter) : Exception("the service is busy")
{
    /// <summary>When it is worth another try; at least a second.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}
