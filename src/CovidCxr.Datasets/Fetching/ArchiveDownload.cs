using System.Net;
using System.Net.Http.Headers;
using CovidCxr.Core;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Fetching;

/// <summary>Downloads one archive. Every attempt resumes where the last one stopped.</summary>
internal sealed class ArchiveDownload(HttpClient client, IPublicSource source, Uri url, FetchOptions options)
{
    private static readonly HttpRequestError[] Connecting =
    [
        HttpRequestError.NameResolutionError, HttpRequestError.ConnectionError, HttpRequestError.SecureConnectionError,
        HttpRequestError.ProxyTunnelError,
    ];

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Downloads until the part file is complete.</summary>
    /// <exception cref="FetchException">The server refused, or all attempts failed.</exception>
    public async Task RunAsync(PartFile part, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        var furthest = part.Length;
        var delay = options.RetryDelay;
        for (var failures = 0; !part.Note.Complete;)
        {
            try
            {
                await AttemptAsync(part, progress, cancel);
            }
            catch (RetryException cut)
            {
                // A slow connection that breaks every minute still finishes: only attempts that bring no new bytes count.
                failures = part.Length > furthest ? 1 : failures + 1;
                delay = failures == 1 ? options.RetryDelay : delay * 2;
                furthest = Math.Max(furthest, part.Length);
                // If no server answers, the network is off, and waiting does not help.
                if (failures >= (cut.Unreachable ? Math.Min(2, options.Attempts) : options.Attempts))
                    throw;
                await Task.Delay(Shorter(cut.RetryAfter ?? delay, LongestWait), cancel);
            }
        }
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private async Task AttemptAsync(PartFile part, IProgress<WorkProgress>? progress, CancellationToken cancel)
    {
        using var silence = new SilenceTimer(options.Silence, cancel);
        try
        {
            using var request = Request(part);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token);
            if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                // The request was for the bytes after the last one: the file is complete, or the server has another file now.
                if (response.Content.Headers.ContentRange?.Length == part.Length)
                {
                    part.MarkComplete();
                    return;
                }
                part.Restart(url, null);
                throw new RetryException(Answer(response));
            }
            var total = Begin(part, response);
            await CopyAsync(part, response, total, silence, progress);
            if (total is { } expected && part.Length != expected)
                throw new RetryException($"{url} sent {part.Length} of {expected} bytes");
            part.MarkComplete();
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw silence.Token.IsCancellationRequested
                ? new RetryException($"{url} was silent for {options.Silence.TotalSeconds:0} s")
                : new RetryException($"no server answers at {url} (time ran out)") { Unreachable = true };
        }
        catch (HttpRequestException error) when (Connecting.Contains(error.HttpRequestError))
        {
            throw new RetryException($"no server answers at {url} ({error.GetBaseException().Message})", error) { Unreachable = true };
        }
        catch (HttpRequestException error)
        {
            throw new RetryException($"{url} cut the connection ({error.Message})", error);
        }
        catch (HttpIOException error)
        {
            throw new RetryException($"{url} cut the connection ({error.Message})", error);
        }
    }

    private HttpRequestMessage Request(PartFile part)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (part.Length > 0 && part.Note.Validator is { } validator)
        {
            request.Headers.Range = new RangeHeaderValue(part.Length, null);
            request.Headers.TryAddWithoutValidation("If-Range", validator);
        }
        return request;
    }

    /// <summary>Continues or restarts the part file, as the response says. Returns the archive's length; null if unknown.</summary>
    private long? Begin(PartFile part, HttpResponseMessage response)
    {
        var content = response.Content.Headers;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                if (content.ContentType?.MediaType == "text/html")
                    throw new FetchException($"{url} answered with a web page instead of the archive");
                if (source.Archive.Bytes is { } known && content.ContentLength is { } announced && announced != known)
                    throw new FetchException($"{url} has {announced} bytes where {known} were expected");
                part.Restart(url, Validator(response));
                return content.ContentLength;
            case HttpStatusCode.PartialContent:
                var range = content.ContentRange;
                if (range?.From == part.Length && (response.Headers.ETag is null || Validator(response) == part.Note.Validator))
                    return range.Length;
                part.Restart(url, null);
                throw new RetryException($"{url} sent another part than requested");
            case HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError:
                throw new RetryException(Answer(response)) { RetryAfter = response.Headers.RetryAfter?.Delta };
            default:
                throw new FetchException(Answer(response));
        }
    }

    private string Answer(HttpResponseMessage response) =>
        $"{url} answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();

    // A weak ETag does not promise the same bytes, so no range may be appended to them.
    private static string? Validator(HttpResponseMessage response) => response.Headers.ETag switch
    {
        { IsWeak: false } etag => etag.Tag,
        _ => response.Content.Headers.LastModified?.ToString("R"),
    };

    private async Task CopyAsync(
        PartFile part, HttpResponseMessage response, long? total, SilenceTimer silence, IProgress<WorkProgress>? progress)
    {
        var stage = $"download {source.Name}";
        await using var body = await response.Content.ReadAsStreamAsync(silence.Token);
        await using var file = new FileStream(part.FilePath, FileMode.Append, FileAccess.Write, FileShare.Read, 0);
        var buffer = new byte[1 << 17];
        progress?.Report(new(stage, file.Position, total ?? 0));
        while (true)
        {
            silence.Restart();
            int count;
            try
            {
                count = await body.ReadAsync(buffer, silence.Token);
            }
            catch (IOException error) when (error is not HttpIOException)
            {
                // Caught here, where it cannot be an error of the disk, which no retry repairs.
                throw new RetryException($"{url} cut the connection ({error.Message})", error);
            }
            if (count == 0)
                return;
            if (file.Position + count > options.Limits.Bytes)
                throw new FetchException($"{url} does not stop sending");
            await file.WriteAsync(buffer.AsMemory(0, count), silence.Token);
            progress?.Report(new(stage, file.Position, total ?? 0));
        }
    }
}

/// <summary>Cancels its token if the server is silent for too long, or if the caller cancels.</summary>
internal sealed class SilenceTimer : IDisposable
{
    private readonly CancellationTokenSource source;
    private readonly TimeSpan limit;

    /// <summary>Starts the timer.</summary>
    public SilenceTimer(TimeSpan limit, CancellationToken cancel)
    {
        this.limit = limit;
        source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Restart();
    }

    /// <summary>The token to wait with.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Restarts the timer after a sign of life.</summary>
    public void Restart() => source.CancelAfter(limit);

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
