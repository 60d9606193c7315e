using CovidCxr.Service.Security;
using CovidCxr.Service.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CovidCxr.Service.Api;

/// <summary><c>/api/v1/results</c>: finds, reads and deletes results.</summary>
internal static class ResultEndpoints
{
    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/results", SearchAsync).WithName("SearchResults");
        routes.MapGet("/results/{id}", GetAsync).WithName("GetResult");
        routes.MapDelete("/results/{id}", DeleteAsync).WithName("DeleteResult").RequireAuthorization(Scopes.Delete);
    }

    /// <summary>The result of an id.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public static async Task<StoredResult> FindAsync(IResultStore store, string id, CancellationToken cancel) =>
        await store.FindAsync(id, cancel) ?? throw ProblemException.NotFound("there is no result of this id, or it was deleted");

    private static async Task<IResult> SearchAsync(HttpContext http, IResultStore store, ResultJson json)
    {
        var parameters = new QueryParameters(http.Request.Query);
        var (query, prevalence) = (parameters.Results(), parameters.Prevalence());
        var found = await store.SearchAsync(query with { Limit = query.Limit + 1 }, http.RequestAborted);
        var page = found.Take(query.Limit).ToList();
        return Answers.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("results");
            json.Write(writer, page, prevalence);
            writer.WriteString("next", found.Count > page.Count ? page[^1].Id : null);
            writer.WriteEndObject();
        });
    }

    private static async Task<IResult> GetAsync(string id, HttpContext http, IResultStore store, ResultJson json)
    {
        var prevalence = new QueryParameters(http.Request.Query).Prevalence();
        var result = await FindAsync(store, id, http.RequestAborted);
        return Answers.Of(writer => json.Write(writer, result, prevalence));
    }

    private static async Task<IResult> DeleteAsync(string id, HttpContext http, IResultStore store, PictureStore pictures)
    {
        if (await store.DeleteAsync(id, http.RequestAborted) is not { } result)
            throw ProblemException.NotFound("there is no result of this id, or it was deleted");
        var uses = await store.UsesOfAsync([result.PictureSha256], http.RequestAborted);
        if (uses.ByResults.Count + uses.ByBatches.Count == 0)
            pictures.Delete(result.PictureSha256);
        return TypedResults.NoContent();
    }
}
