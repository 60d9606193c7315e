using System.Text.Json;
using CovidCxr.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace CovidCxr.Service.Api;

/// <summary>Answers in JSON that is written value by value.</summary>
internal static class Answers
{
    /// <summary>An answer.</summary>
    /// <param name="write">Writes one value.</param>
    /// <param name="status">The status code.</param>
    public static IResult Of(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Writer(indented: false)))
            write(json);
        return new JsonAnswer(buffer, status);
    }

    private sealed class JsonAnswer(MemoryStream body, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.ContentLength = body.Length;
            await httpContext.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), httpContext.RequestAborted);
        }
    }
}
