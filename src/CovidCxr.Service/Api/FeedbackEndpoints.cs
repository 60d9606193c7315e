using System.Text.Json;
using System.Text.Json.Serialization;
using CovidCxr.Core;
using CovidCxr.Service.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace CovidCxr.Service.Api;

/// <summary><c>/api/v1/results/{id}/feedback</c>: what readers say of a result.</summary>
internal static class FeedbackEndpoints
{
    private const int LongestNote = 2000, LargestBody = 64 * 1024;

    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/results/{id}/feedback", ListAsync).WithName("GetFeedback");
        routes.MapPost("/results/{id}/feedback", AddAsync).WithName("AddFeedback");
    }

    private static async Task<IResult> ListAsync(string id, HttpContext http, IResultStore store)
    {
        await ResultEndpoints.FindAsync(store, id, http.RequestAborted);
        var all = await store.FeedbackOfAsync(id, http.RequestAborted);
        return Answers.Of(json =>
        {
            json.WriteStartArray();
            foreach (var feedback in all)
                Write(json, feedback);
            json.WriteEndArray();
        });
    }

    private static async Task<IResult> AddAsync(string id, HttpContext http, IResultStore store)
    {
        var request = await ReadAsync(http);
        var result = await ResultEndpoints.FindAsync(store, id, http.RequestAborted);
        var feedback = new Feedback
        {
            Id = Guid.CreateVersion7().ToString("N"),
            ResultId = id,
            CreatedAt = DateTime.UtcNow,
            Verdict = request.Verdict!,
            // Who agrees sees the class that the model says.
            Class = request.Verdict == Verdicts.Agree ? result.Class
                : request.Class is { Length: > 0 } text ? FindingKeys.Read("class", text).Key() : null,
            Note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(),
            CreatedBy = http.User.Identity?.Name,
        };
        if (!await store.AddFeedbackAsync(feedback, http.RequestAborted))
            throw ProblemException.NotFound("the result was deleted meanwhile");
        return Answers.Of(json => Write(json, feedback), StatusCodes.Status201Created);
    }

    private static async Task<FeedbackRequest> ReadAsync(HttpContext http)
    {
        if (!http.Request.HasJsonContentType())
            throw new ProblemException(StatusCodes.Status415UnsupportedMediaType, "unsupported-media-type",
                "The request is of another kind.",
                "send the feedback as application/json");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = LargestBody;
        FeedbackRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync<FeedbackRequest>(http.Request.Body, Layout, http.RequestAborted);
        }
        catch (JsonException)
        {
            throw ProblemException.Parameter("body", "", "send an object with verdict, and, at will, class and note");
        }
        if (request?.Verdict is null || !Verdicts.All.Contains(request.Verdict))
            throw ProblemException.Parameter("verdict", request?.Verdict, $"give {string.Join(", ", Verdicts.All)}");
        if (request.Class is not null && request.Verdict != Verdicts.OtherClass)
            throw ProblemException.Parameter("class", request.Class, $"give a class with {Verdicts.OtherClass} only");
        if (request.Verdict == Verdicts.Note && string.IsNullOrWhiteSpace(request.Note))
            throw ProblemException.Parameter("note", request.Note, "give a text");
        if (request.Note?.Length > LongestNote || request.Note?.Contains('\0') == true)
            throw ProblemException.Parameter("note", "", $"give a text of at most {LongestNote} characters without zero characters");
        return request;
    }

    private static void Write(Utf8JsonWriter json, Feedback feedback)
    {
        json.WriteStartObject();
        json.WriteString("id", feedback.Id);
        json.WriteString("created_at", feedback.CreatedAt);
        json.WriteString("verdict", feedback.Verdict);
        json.WriteString("class", FindingKeys.NameOf(feedback.Class));
        json.WriteString("note", feedback.Note);
        json.WriteString("created_by", feedback.CreatedBy);
        json.WriteEndObject();
    }

    private sealed record FeedbackRequest(string? Verdict, string? Class, string? Note);
}
