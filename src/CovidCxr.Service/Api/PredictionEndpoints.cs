using CovidCxr.Service.Configuration;
using CovidCxr.Service.Predicting;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CovidCxr.Service.Api;

/// <summary><c>POST /api/v1/predictions</c>: predicts the files of a request and answers when all are done and kept.</summary>
internal static class PredictionEndpoints
{
    /// <summary>Adds the endpoint.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/predictions", PredictAsync).WithName("Predict")
        .RequireAuthorization(Scopes.Predict);

    private static async Task<IResult> PredictAsync(
        HttpContext http, IInferenceQueue queue, PredictionKeeper keeper, ByteBudget budget, ServiceOptions options, ResultJson json)
    {
        var prevalence = new QueryParameters(http.Request.Query).Prevalence();
        if (queue.IsFull)
            throw new OverloadException(queue.RetryAfter); // before the files are received
        using var memory = budget.Take(http.Request.ContentLength ?? options.Limits.RequestBytes);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        time.CancelAfter(options.Limits.RequestTime);
        var uploads = await new UploadReader(options.Limits).ReadAsync(http.Request, options.Limits.Files, time.Token);
        var predictions = await keeper.PredictAsync(uploads, http.User.Identity?.Name, time.Token);
        if (predictions.All(prediction => prediction.Result is null))
            throw Unreadable(predictions);
        return Answers.Of(writer =>
        {
            writer.WriteStartArray();
            foreach (var prediction in predictions)
                if (prediction.Result is { } result)
                    json.Write(writer, result, prevalence);
                else
                    ResultJson.WriteUnread(writer, prediction.File, prediction.Error!);
            writer.WriteEndArray();
        });
    }

    private static ProblemException Unreadable(IReadOnlyList<KeptPrediction> predictions) => new(
        StatusCodes.Status422UnprocessableEntity, "unreadable", "The input cannot be used.", predictions[0].Error!)
    {
        Extensions = { ["files"] = predictions.Select(prediction => new { file = prediction.File, error = prediction.Error }).ToList() },
    };
}
