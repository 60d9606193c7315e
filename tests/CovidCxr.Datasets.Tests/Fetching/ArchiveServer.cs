using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CovidCxr.Datasets.Tests.Fetching;

/// <summary>
/// A small HTTP server on the loopback address that can misbehave: one response per connection, with or without ranges, cut short,
/// refused, or another file the second time.
/// </summary>
internal sealed class ArchiveServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();

    public ArchiveServer(byte[] body)
    {
        Body = body;
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The bytes of every file.</summary>
    public byte[] Body { get; set; }

    /// <summary>The strong or weak tag, quotes included; null for none.</summary>
    public string? ETag { get; set; } = "\"first\"";

    /// <summary>Whether Range is obeyed; a server that makes its archives on demand ignores it.</summary>
    public bool Ranges { get; set; } = true;

    /// <summary>Whether Content-Length is sent; without it the body ends with the connection.</summary>
    public bool TellsLength { get; set; } = true;

    public string ContentType { get; set; } = "application/zip";

    /// <summary>For each next response the bytes of the body after which the connection is cut; empty for complete responses.</summary>
    public Queue<int> Cuts { get; } = new();

    /// <summary>For each next response a status other than success; empty for success.</summary>
    public Queue<string> Refusals { get; } = new();

    /// <summary>Called after each response.</summary>
    public Action? Answered { get; set; }

    /// <summary>The requests so far, first line and headers.</summary>
    public List<string> Requests { get; } = [];

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public void Dispose()
    {
        stop.Cancel();
        listener.Stop();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await AnswerAsync(client.GetStream());
                client.Client.Shutdown(SocketShutdown.Both);
                Answered?.Invoke();
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var request = await RequestAsync(stream);
        lock (Requests)
            Requests.Add(request);
        if (Refusals.TryDequeue(out var refusal))
        {
            await WriteAsync(stream, $"HTTP/1.1 {refusal}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }

        var from = Ranges && Header(request, "If-Range") == ETag ? RangeStart(request) : null;
        var head = new StringBuilder();
        if (from >= Body.Length)
        {
            await WriteAsync(
                stream,
                "HTTP/1.1 416 Range Not Satisfiable\r\n"
                + $"Content-Range: bytes */{Body.Length}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return;
        }
        head.Append(from is null ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 206 Partial Content\r\n");
        if (from is { } start)
            head.Append($"Content-Range: bytes {start}-{Body.Length - 1}/{Body.Length}\r\n");
        if (TellsLength)
            head.Append($"Content-Length: {Body.Length - (from ?? 0)}\r\n");
        if (ETag is not null)
            head.Append($"ETag: {ETag}\r\n");
        head.Append($"Content-Type: {ContentType}\r\nConnection: close\r\n\r\n");
        await WriteAsync(stream, head.ToString());
        var rest = Body.AsMemory(from ?? 0);
        await stream.WriteAsync(Cuts.TryDequeue(out var cut) ? rest[..cut] : rest, stop.Token);
        await stream.FlushAsync(stop.Token);
    }

    private static string? Header(string request, string name) => request.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    private static int? RangeStart(string request) =>
        Header(request, "Range") is { } range ? int.Parse(range["bytes=".Length..].TrimEnd('-')) : null;

    private async Task<string> RequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n"))
        {
            var count = await stream.ReadAsync(buffer, stop.Token);
            if (count == 0)
                break;
            text.Append(Encoding.ASCII.GetString(buffer, 0, count));
        }
        return text.ToString();
    }

    private async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), stop.Token);
}
