using System.Globalization;
using System.Text.Json;
using CovidCxr.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace CovidCxr.Service.Security;

/// <summary>
/// Writes who asked for what, a line of JSON for each request, into a file for each day. The line has ids of the service, no file name, no
/// query and no content, so nothing in it points to a patient.
/// </summary>
/// <param name="folder">The folder; created with the first line.</param>
/// <param name="time">Tells the time.</param>
/// <param name="log">Told if a line cannot be written.</param>
internal sealed partial class AuditLog(string folder, TimeProvider time, ILogger<AuditLog> log) : IDisposable
{
    private static readonly string[] Ids = ["id", "class"];

    private readonly Lock gate = new();
    private FileStream? file;
    private string? day;

    /// <summary>Writes the line of an answered request.</summary>
    public void Write(HttpContext http)
    {
        var now = time.GetUtcNow();
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Writer(indented: false)))
            Write(json, http, now);
        buffer.WriteByte((byte)'\n');
        try
        {
            lock (gate)
            {
                // In one call, so that a killed process leaves no half line.
                Open(now).Write(buffer.GetBuffer(), 0, (int)buffer.Length);
            }
        }
        catch (Exception e) when (FileError.IsFileError(e))
        {
            LogFailure(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private static void Write(Utf8JsonWriter json, HttpContext http, DateTimeOffset now)
    {
        json.WriteStartObject();
        json.WriteString("time", now.UtcDateTime);
        json.WriteString("who", http.User.Identity?.Name);
        json.WriteString("from", http.Connection.RemoteIpAddress?.ToString());
        json.WriteString("method", http.Request.Method);
        json.WriteString("resource", (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "unknown");
        foreach (var name in Ids)
            if (http.Request.RouteValues.TryGetValue(name, out var value) && value is string { Length: <= 64 } id
                && id.All(char.IsAsciiLetterOrDigit))
                json.WriteString(name, id);
        json.WriteNumber("status", http.Response.StatusCode);
        json.WriteEndObject();
    }

    private FileStream Open(DateTimeOffset now)
    {
        var today = now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (file is not null && day == today)
            return file;
        file?.Dispose();
        Directory.CreateDirectory(folder);
        file = new FileStream(Path.Combine(folder, $"{today}.jsonl"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite,
            bufferSize: 0);
        day = today;
        return file;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit log cannot be written")]
    private partial void LogFailure(Exception exception);
}
