using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Security;
using CovidCxr.Service.Store;
using CovidCxr.Service.Telemetry;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CovidCxr.Service.Api;

/// <summary>A request that is not answered as it was meant, as RFC 9457 (problem details) describes it.</summary>
/// <param name="status">The status code.</param>
/// <param name="kind">A stable word, the last part of <c>type</c>.</param>
/// <param name="title">What happened, the same for all of the kind.</param>
/// <param name="detail">What is wrong with this request and what to do; no path, no stack.</param>
public sealed class ProblemException(int status, string kind, string title, string detail) : Exception(detail)
{
    /// <summary>The beginning of <c>type</c>.</summary>
    public const string TypePrefix = "urn:covidcxr:problem:";

    /// <summary>The status code.</summary>
    public int Status => status;

    /// <summary>The stable word.</summary>
    public string Kind => kind;

    /// <summary>Further members of the object.</summary>
    public Dictionary<string, object?> Extensions { get; init; } = [];

    /// <summary>When to try again; null if that would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The object.</summary>
    public ProblemDetails Details => new()
    {
        Type = TypePrefix + kind,
        Title = title,
        Status = status,
        Detail = Message,
        Extensions = Extensions,
    };

    /// <summary>A parameter that is not understood.</summary>
    public static ProblemException Parameter(string name, string? value, string remedy) =>
        new(StatusCodes.Status400BadRequest, "invalid-parameter", "A parameter is not understood.", $"{name} '{value}': {remedy}");

    /// <summary>Something that is not there, or no longer.</summary>
    public static ProblemException NotFound(string what) =>
        new(StatusCodes.Status404NotFound, "not-found", "There is no such resource.", what);
}

/// <summary>Answers every exception with a problem; what is not expected is logged and answered without a word of it.</summary>
/// <param name="problems">Writes the answer.</param>
/// <param name="log">Receives what is not expected.</param>
/// <param name="metrics">Counts what was refused.</param>
internal sealed partial class ProblemHandler(IProblemDetailsService problems, ILogger<ProblemHandler> log, ServiceMetrics metrics)
    : IExceptionHandler
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            return true; // nobody reads the answer
        var problem = Of(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            LogUnexpected(exception);
        else if (exception is OverloadException)
            metrics.AddRefused();
        else if (exception is StoreException)
            LogStore(exception);
        if (problem.RetryAfter is { } wait)
            httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        httpContext.Response.StatusCode = problem.Status;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem.Details });
    }

    /// <summary>Answers a status that has no body yet.</summary>
    public static async Task WriteAsync(HttpContext http)
    {
        var (kind, title) = http.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => ("unauthorized", "Nobody has signed in."),
            StatusCodes.Status403Forbidden when http.Items.ContainsKey(RequestGuard.CrossOrigin) =>
                (RequestGuard.CrossOrigin, "A page of another site may not do this."),
            StatusCodes.Status429TooManyRequests => ("rate-limited", "More requests than the service takes from one client."),
            StatusCodes.Status403Forbidden => ("forbidden", "This is not allowed."),
            StatusCodes.Status404NotFound => ("not-found", "There is no such resource."),
            StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", "The resource has no such method."),
            StatusCodes.Status415UnsupportedMediaType => ("unsupported-media-type", "The request is of another kind."),
            _ => ("bad-request", "The request cannot be answered."),
        };
        var problem = new ProblemException(http.Response.StatusCode, kind, title, "docs/service-api.md lists what there is");
        await http.RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(new ProblemDetailsContext { HttpContext = http, ProblemDetails = problem.Details });
    }

    private static ProblemException Of(Exception exception) => exception switch
    {
        ProblemException problem => problem,
        OverloadException overload => new(
            StatusCodes.Status503ServiceUnavailable, "overloaded", "The service is busy.",
                "more files wait than the service takes on; try again")
        { RetryAfter = overload.RetryAfter },
        StoreException { IsDiskFull: true } => new(
            StatusCodes.Status507InsufficientStorage, "disk-full", "The result cannot be kept.",
                "the service's disk is full; tell its operator"),
        StoreException => new(
            StatusCodes.Status503ServiceUnavailable, "database-unavailable", "The result cannot be kept.",
                "the database does not answer; try again")
        { RetryAfter = StoreRetry },
        BadHttpRequestException bad => new(
            bad.StatusCode, bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "too-large" : "bad-request",
            "The request cannot be read.", Reason(bad.StatusCode)),
        OperationCanceledException => new(
            StatusCodes.Status503ServiceUnavailable, "timeout", "The request took too long.",
                "the request took too long; send less at once")
        { RetryAfter = TimeSpan.FromSeconds(1) },
        InputException input => new(
            StatusCodes.Status422UnprocessableEntity, "unreadable", "The input cannot be used.", input.Message),
        _ => new(StatusCodes.Status500InternalServerError, "unexpected", "An unexpected error.", "the service's log has the details"),
    };

    private static string Reason(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "the request is larger than the service takes",
        StatusCodes.Status408RequestTimeout => "the request came too slowly",
        _ => "the request is not as the API expects it",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected error")]
    private partial void LogUnexpected(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The store cannot be used")]
    private partial void LogStore(Exception exception);
}
