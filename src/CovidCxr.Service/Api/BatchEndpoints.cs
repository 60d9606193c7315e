using System.Text.Json;
using CovidCxr.Service.Configuration;
using CovidCxr.Service.Predicting;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Security;
using CovidCxr.Service.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CovidCxr.Service.Api;

/// <summary><c>/api/v1/batches</c>: files that are accepted now and predicted later.</summary>
internal static class BatchEndpoints
{
    private const string Root = "/api/v1/batches";
    private const int MostListed = 1000, UsuallyListed = 50;

    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/batches", AcceptAsync).WithName("CreateBatch").RequireAuthorization(Scopes.Predict);
        routes.MapGet("/batches", ListAsync).WithName("ListBatches");
        routes.MapGet("/batches/{id}", GetAsync).WithName("GetBatch");
        routes.MapGet("/batches/{id}/results", ResultsAsync).WithName("GetBatchResults");
        routes.MapDelete("/batches/{id}", CancelAsync).WithName("CancelBatch").RequireAuthorization(Scopes.Predict);
    }

    private static async Task<IResult> AcceptAsync(HttpContext http, BatchRunner runner, ByteBudget budget, ServiceOptions options)
    {
        using var memory = budget.Take(Math.Min(http.Request.ContentLength ?? long.MaxValue, options.Limits.FileBytes));
        using var time = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        time.CancelAfter(options.Limits.RequestTime);
        var uploads = new UploadReader(options.Limits).ReadEachAsync(http.Request, options.Limits.BatchFiles, time.Token);
        var status = await runner.AcceptAsync(uploads, http.User.Identity?.Name, time.Token);
        http.Response.Headers.Location = $"{Root}/{status.Batch.Id}";
        return Answers.Of(json => Write(json, status), StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IBatchStore batches)
    {
        var limit = new QueryParameters(http.Request.Query).Number("limit", 1, MostListed) ?? UsuallyListed;
        var all = await batches.ListAsync(limit, http.RequestAborted);
        return Answers.Of(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("batches");
            foreach (var status in all)
                Write(json, status);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, IBatchStore batches)
    {
        var status = await FindAsync(batches.FindAsync(id, http.RequestAborted));
        return Answers.Of(json => Write(json, status));
    }

    private static async Task<IResult> ResultsAsync(string id, HttpContext http, IBatchStore batches, ResultJson results)
    {
        var prevalence = new QueryParameters(http.Request.Query).Prevalence();
        await FindAsync(batches.FindAsync(id, http.RequestAborted));
        var files = await batches.ResultsOfAsync(id, http.RequestAborted);
        return Answers.Of(json =>
        {
            json.WriteStartArray();
            foreach (var (file, result) in files)
                if (result is not null)
                    results.Write(json, result, prevalence);
                else
                    ResultJson.WriteUnread(json, file.File, file.Error ?? "the result was deleted");
            json.WriteEndArray();
        });
    }

    private static async Task<IResult> CancelAsync(string id, HttpContext http, IBatchStore batches)
    {
        var status = await FindAsync(batches.CancelAsync(id, http.RequestAborted));
        if (status.Batch.State == BatchStates.Done)
            throw new ProblemException(StatusCodes.Status409Conflict, "conflict", "The batch is done.",
                "a batch that is done cannot be canceled");
        return Answers.Of(json => Write(json, status));
    }

    private static async Task<BatchStatus> FindAsync(Task<BatchStatus?> status) =>
        await status ?? throw ProblemException.NotFound("there is no batch of this id");

    private static void Write(Utf8JsonWriter json, BatchStatus status)
    {
        var batch = status.Batch;
        json.WriteStartObject();
        json.WriteString("id", batch.Id);
        json.WriteString("state", batch.State);
        json.WriteNumber("total", batch.Total);
        json.WriteNumber("done", status.Done);
        json.WriteNumber("failed", status.Failed);
        json.WriteString("created_at", batch.CreatedAt);
        if (batch.FinishedAt is { } finished)
            json.WriteString("finished_at", finished);
        else
            json.WriteNull("finished_at");
        json.WriteString("results", $"{Root}/{batch.Id}/results");
        json.WriteEndObject();
    }
}
