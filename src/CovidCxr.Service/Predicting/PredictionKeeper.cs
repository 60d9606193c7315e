using System.Text;
using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Inference.Output;
using CovidCxr.Service.Configuration;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Store;
using CovidCxr.Service.Telemetry;

namespace CovidCxr.Service.Predicting;

/// <summary>Predicts files and keeps what comes out; every protocol answers through it.</summary>
/// <param name="queue">Predicts.</param>
/// <param name="store">Keeps the results.</param>
/// <param name="pictures">Keeps the files.</param>
/// <param name="options">How long files are kept.</param>
public sealed class PredictionKeeper(IInferenceQueue queue, IResultStore store, PictureStore pictures, ServiceOptions options)
{
    /// <summary>Predicts files; when the task ends, every result is kept.</summary>
    /// <param name="uploads">The files.</param>
    /// <param name="createdBy">Who asks; null where nobody signs in.</param>
    /// <param name="cancel">Leaves out what nobody has begun with.</param>
    /// <returns>In the order of the files.</returns>
    /// <exception cref="OverloadException">Too many files wait.</exception>
    /// <exception cref="StoreException">The results cannot be kept; none of them is.</exception>
    public async Task<IReadOnlyList<KeptPrediction>> PredictAsync(
        IReadOnlyList<Upload> uploads, string? createdBy, CancellationToken cancel)
    {
        using var trace = ServiceMetrics.Traces.StartActivity("predict")?.SetTag("covidcxr.files", uploads.Count);
        var read = await queue.PredictAsync(uploads, cancel);
        var kept = uploads.Zip(read, (upload, result) => Keep(upload, result, createdBy)).ToList();
        var results = kept.Select(prediction => prediction.Result).OfType<StoredResult>().ToList();
        if (results.Count > 0)
            await store.AddAsync(results, cancel);
        return kept;
    }

    /// <summary>Makes the result of a file, and keeps the file if files are kept.</summary>
    /// <param name="upload">The file.</param>
    /// <param name="read">What came out.</param>
    /// <param name="createdBy">Who asked.</param>
    /// <param name="batchId">The batch; null for none.</param>
    public KeptPrediction Keep(Upload upload, ReadUpload read, string? createdBy, string? batchId = null)
    {
        var prediction = read.Prediction;
        if (prediction.Probabilities is not { } probabilities)
            return new KeptPrediction(upload.Name, null, prediction.Error, read);
        var hash = PictureStore.HashOf(upload.Bytes);
        if (options.Retention.Pictures > TimeSpan.Zero)
            pictures.Keep(hash, upload.Bytes);
        var id = Guid.CreateVersion7();
        return new KeptPrediction(upload.Name, new StoredResult
        {
            Id = id.ToString("N"),
            CreatedAt = DateTime.UtcNow,
            BatchId = batchId,
            File = upload.Name,
            PictureSha256 = hash,
            MediaType = MediaTypes.Of(upload.Bytes),
            Json = Members(prediction),
            Class = prediction.Class!.Value.Key(),
            Probabilities = [.. probabilities],
            Refer = prediction.Refer,
            Model = prediction.Model,
            CreatedBy = createdBy,
        }, null, read);
    }

    private static string Members(Prediction prediction)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Writer(indented: false)))
            PredictionJson.WriteObject(json, prediction);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

/// <summary>A file that was predicted, or could not be read.</summary>
/// <param name="File">Its name.</param>
/// <param name="Result">The result as it is kept; null if the file could not be read.</param>
/// <param name="Error">Why it could not be read, one line; null if it could.</param>
/// <param name="Read">The picture and the network's output.</param>
public sealed record KeptPrediction(string File, StoredResult? Result, string? Error, ReadUpload Read);
