using CovidCxr.Service.Predicting;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace CovidCxr.Service.Api;

/// <summary>What a viewer shows of a result: the file, the picture, a small one, heat maps and lungs.</summary>
internal static class PictureEndpoints
{
    private const string Png = "image/png";
    private const int SmallestSide = 32, LargestThumbnail = 512, UsualThumbnail = 160, LargestSide = 8192;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/results/{id}/picture", FileAsync).WithName("GetPicture");
        routes.MapGet("/results/{id}/image", (string id, HttpContext http, ResultDrawings drawings) =>
            DrawAsync(id, http, async picture => await drawings.ImageAsync(picture, http.RequestAborted))).WithName("GetImage");
        routes.MapGet("/results/{id}/thumbnail", (string id, HttpContext http, ResultDrawings drawings) =>
        {
            var side = new QueryParameters(http.Request.Query).Number("side", SmallestSide, LargestThumbnail) ?? UsualThumbnail;
            return DrawAsync(id, http, async picture => await drawings.ThumbnailAsync(picture, side, http.RequestAborted));
        }).WithName("GetThumbnail");
        routes.MapGet("/results/{id}/heatmaps/{class}", HeatmapAsync).WithName("GetHeatmap");
        routes.MapGet("/results/{id}/lungs", LungsAsync).WithName("GetLungs");
    }

    private static Task<IResult> HeatmapAsync(string id, string @class, HttpContext http, ResultDrawings drawings)
    {
        var finding = FindingKeys.Read("class", @class);
        var (isOverlay, side) = Style(http.Request, "map");
        return DrawAsync(id, http, async picture => isOverlay
            ? await drawings.HeatmapOverlayAsync(picture, finding, http.RequestAborted)
            : await drawings.HeatmapAsync(picture, finding, side, http.RequestAborted));
    }

    private static Task<IResult> LungsAsync(string id, HttpContext http, ResultDrawings drawings)
    {
        var (isOverlay, side) = Style(http.Request, "mask");
        return DrawAsync(id, http, picture => isOverlay
            ? drawings.LungsOverlayAsync(picture, http.RequestAborted)
            : drawings.LungsAsync(picture, side, http.RequestAborted));
    }

    private static (bool IsOverlay, int? Side) Style(HttpRequest request, string bare)
    {
        var parameters = new QueryParameters(request.Query);
        return (parameters.Choice("style", [bare, "overlay"]) == "overlay", parameters.Number("side", SmallestSide, LargestSide));
    }

    private static async Task<IResult> FileAsync(string id, HttpContext http, IResultStore store, PictureStore pictures)
    {
        var result = await ResultEndpoints.FindAsync(store, id, http.RequestAborted);
        var tag = new EntityTagHeaderValue($"\"{result.PictureSha256}\"");
        Cache(http.Response);
        return TypedResults.File(
            Picture(result, pictures).Bytes, result.MediaType, $"{result.Id}{MediaTypes.Extension(result.MediaType)}", entityTag: tag);
    }

    private static async Task<IResult> DrawAsync(string id, HttpContext http, Func<Upload, Task<byte[]?>> draw)
    {
        var (store, pictures) = (Part<IResultStore>(http), Part<PictureStore>(http));
        var result = await ResultEndpoints.FindAsync(store, id, http.RequestAborted);
        var tag = new EntityTagHeaderValue($"\"{result.PictureSha256[..32]}-{Part<ServedModel>(http).Classifier.Model.Split(' ')[^1]}\"");
        Cache(http.Response);
        var png = await draw(Picture(result, pictures))
            ?? throw ProblemException.NotFound("the model of this service has no lung segmenter");
        return TypedResults.File(png, Png, entityTag: tag);
    }

    private static Upload Picture(StoredResult result, PictureStore pictures) =>
        pictures.Read(result.PictureSha256) is { } bytes ? new Upload(result.File, bytes) : throw new ProblemException(
            StatusCodes.Status410Gone, "picture-gone", "The picture is no longer kept.",
            "the picture was deleted after the time for which the service keeps pictures; hand it in again");

    private static void Cache(HttpResponse response) =>
        response.Headers.CacheControl = new CacheControlHeaderValue { Private = true, MaxAge = Fresh }.ToString();

    private static T Part<T>(HttpContext http)
        where T : notnull => (T)http.RequestServices.GetService(typeof(T))!;
}
