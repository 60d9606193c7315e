using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace CovidCxr.Service.Api;

/// <summary>
/// Exports results that a reader gave a class, as a table of own labelled images that <c>dataset build --own</c> and
/// <c>evaluate --data</c> read.
/// </summary>
internal static class ExportEndpoints
{
    private const int PageSize = 500;
    private const string Table = "labels.csv", Pictures = "pictures";

    // For a finding that is none of the three: own labelled images take it as a control.
    private const string Other = "other finding";

    private static readonly string[] Header =
    [
        "file", "class", "patient", "model_class", .. Findings.All.Select(finding => $"p_{finding.Key()}"), "refer", "reasons", "verdict",
        "note", "model", "created_at", "id",
    ];

    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/results/export.csv", CsvAsync).WithName("ExportTable");
        routes.MapGet("/results/export.zip", ZipAsync).WithName("ExportPictures");
    }

    private static async Task CsvAsync(HttpContext http, IResultStore store)
    {
        var query = new QueryParameters(http.Request.Query).Results();
        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename={Table}";
        await http.Response.WriteAsync(Csv.Line(Header) + "\n", http.RequestAborted);
        await foreach (var (result, note) in LabeledAsync(store, query, http.RequestAborted))
            await http.Response.WriteAsync(Row(result, note) + "\n", http.RequestAborted);
    }

    private static async Task ZipAsync(HttpContext http, IResultStore store, PictureStore pictures)
    {
        var query = new QueryParameters(http.Request.Query).Results();
        http.Response.ContentType = "application/zip";
        http.Response.Headers.ContentDisposition = "attachment; filename=labelled.zip";
        // ZipArchive writes its directory synchronously.
        if (http.Features.Get<IHttpBodyControlFeature>() is { } body)
            body.AllowSynchronousIO = true;
        using var zip = new ZipArchive(http.Response.Body, ZipArchiveMode.Create, leaveOpen: true);
        var table = new StringBuilder(Csv.Line(Header)).Append('\n');
        var written = new HashSet<string>();
        await foreach (var (result, note) in LabeledAsync(store, query, http.RequestAborted))
        {
            var isNew = written.Add(result.PictureSha256);
            if (isNew && pictures.Read(result.PictureSha256) is not { } bytes)
                written.Remove(result.PictureSha256);
            else
            {
                table.Append(Row(result, note)).Append('\n');
                if (isNew)
                {
                    // Pictures are packed already.
                    await using var entry = await zip.CreateEntry(NameOf(result), CompressionLevel.NoCompression)
                        .OpenAsync(http.RequestAborted);
                    await entry.WriteAsync(pictures.Read(result.PictureSha256) ?? [], http.RequestAborted);
                }
            }
        }
        await using var last = await zip.CreateEntry(Table).OpenAsync(http.RequestAborted);
        await last.WriteAsync(Encoding.UTF8.GetBytes(table.ToString()), http.RequestAborted);
    }

    // Results that a reader gave a class, or said to be of none; one who only disagrees gives none.
    private static async IAsyncEnumerable<(StoredResult Result, string? Note)> LabeledAsync(
        IResultStore store, ResultQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        query = query with { Verdict = query.Verdict ?? ResultQuery.AnyVerdict, Limit = PageSize };
        while (true)
        {
            var page = await store.SearchAsync(query, cancel);
            var notes = await store.NotesOfAsync([.. page.Select(result => result.Id)], cancel);
            foreach (var result in page.Where(result => result.Verdict is Verdicts.Agree or Verdicts.OtherClass))
                yield return (result, notes.GetValueOrDefault(result.Id));
            if (page.Count < PageSize)
                yield break;
            query = query with { After = page[^1].Id };
        }
    }

    private static string Row(StoredResult result, string? note)
    {
        using var members = JsonDocument.Parse(result.Json);
        var reasons = members.RootElement.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString());
        return Csv.Line(
        [
            NameOf(result),
            FindingKeys.NameOf(result.VerdictClass) ?? Other,
            "", // nobody asks for it
            FindingKeys.NameOf(result.Class) ?? "",
            .. result.Probabilities.Select(p => p.ToString("F6", CultureInfo.InvariantCulture)),
            result.Refer ? "true" : "false",
            string.Join("; ", reasons),
            result.Verdict!,
            NoFormula(note ?? ""),
            result.Model,
            result.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
            result.Id,
        ]);
    }

    private static string NameOf(StoredResult result) => $"{Pictures}/{result.PictureSha256}{MediaTypes.Extension(result.MediaType)}";

    // A table program runs what begins with one of these (https://owasp.org/www-community/attacks/CSV_Injection).
    private static string NoFormula(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;
}
