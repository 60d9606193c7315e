using CovidCxr.Service.Queueing;
using CovidCxr.Service.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CovidCxr.Service.Api;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can predict and keep results.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Adds both; nobody has to sign in for them.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("live")).AllowAnonymous();
        routes.MapGet("/health/ready", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(IResultStore store, IInferenceQueue queue, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Longest);
        var hasStore = await IsReadyAsync(store, limit.Token);
        var isReady = hasStore && !queue.IsFull;
        return Answers.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("status", isReady ? "ready" : "not-ready");
            json.WriteString("database", hasStore ? "answers" : "does not answer");
            json.WriteNumber("waiting", queue.Waiting);
            json.WriteBoolean("full", queue.IsFull);
            json.WriteEndObject();
        }, isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<bool> IsReadyAsync(IResultStore store, CancellationToken limit)
    {
        try
        {
            return await store.IsReadyAsync(limit);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
