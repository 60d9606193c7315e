using System.Text.Json;
using System.Text.Json.Nodes;
using CovidCxr.Core;
using CovidCxr.Core.ModelCards;
using CovidCxr.Service.Configuration;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CovidCxr.Service.Api;

/// <summary><c>/api/v1/service</c> and <c>/api/v1/model</c>: what answers, within which limits, and how it was measured.</summary>
internal static class ModelEndpoints
{
    /// <summary>What every answer of the product is for.</summary>
    public const string Notice = "For research; not a medical device.";

    private static readonly string ShippedCard = Path.Combine(AppContext.BaseDirectory, "models", "covidcxr.md");

    /// <summary>Adds the endpoints.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/service", (ServedModel model, ServiceOptions options, HttpContext http) =>
            Answers.Of(json => WriteService(json, model, options, http))).WithName("GetService").AllowAnonymous();
        routes.MapGet("/model/card", Card).WithName("GetModelCard");
        routes.MapGet("/model", (ServedModel model) => Answers.Of(json => WriteModel(json, model))).WithName("GetModel");
    }

    // The card that people wrote for the shipped model: its figures across collections, how it was made, what it is not for.
    private static IResult Card(ServiceOptions options) =>
        options.Model is null && File.Exists(ShippedCard) ? TypedResults.PhysicalFile(ShippedCard, "text/markdown; charset=utf-8")
            : throw ProblemException.NotFound("only the model that comes with the program has a written card");

    private static void WriteService(Utf8JsonWriter json, ServedModel model, ServiceOptions options, HttpContext http)
    {
        json.WriteStartObject();
        json.WriteString("product", "covidcxr");
        json.WriteString("version", ProductVersion.Number);
        json.WriteString("model", model.Classifier.Model);
        json.WriteString("authentication", SignIn.Kind(options));
        json.WriteString("signed_in_as", http.User.Identity?.Name);
        json.WriteStartArray("scopes");
        foreach (var scope in Scopes.All.Where(scope => !options.RequiresSignIn || Scopes.Has(http.User, scope)))
            json.WriteStringValue(scope);
        json.WriteEndArray();
        json.WriteStartObject("limits");
        json.WriteNumber("request_bytes", options.Limits.RequestBytes);
        json.WriteNumber("file_bytes", options.Limits.FileBytes);
        json.WriteNumber("files", options.Limits.Files);
        json.WriteNumber("batch_files", options.Limits.BatchFiles);
        json.WriteNumber("pixels", options.Limits.Pixels);
        json.WriteEndObject();
        json.WriteStartObject("retention");
        json.WriteNumber("pictures_seconds", (long)options.Retention.Pictures.TotalSeconds);
        json.WriteNumber("labeled_pictures_seconds", (long)options.Retention.LabeledPictures.TotalSeconds);
        json.WriteEndObject();
        json.WriteString("notice", Notice);
        json.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter json, ServedModel model)
    {
        var classifier = model.Classifier;
        json.WriteStartObject();
        json.WriteString("model", classifier.Model);
        json.WriteBoolean("file_changed", model.FileChanged);
        json.WriteString("warning", classifier.Warning);
        json.WriteBoolean("has_lungs", model.Lungs is not null);
        json.WritePropertyName("mix");
        WriteMix(json, model.Mix);
        json.WriteStartArray("operating_points");
        foreach (var point in classifier.OperatingPoints)
        {
            json.WriteStartObject();
            json.WriteString("finding", point.Finding.Name());
            json.WriteString("name", point.Name);
            json.WriteNumber("threshold", point.Threshold);
            json.WriteNumber("sensitivity", point.Sensitivity);
            json.WriteNumber("specificity", point.Specificity);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        var card = JsonNode.Parse(ModelCardJson.Write(model.Card))!.AsObject();
        card.Remove("self_test"); // a picture and its outputs, of no use to a reader
        json.WritePropertyName("card");
        card.WriteTo(json);
        json.WriteEndObject();
    }

    private static void WriteMix(Utf8JsonWriter json, IReadOnlyList<double>? mix)
    {
        if (mix is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        foreach (var finding in Findings.All)
            json.WriteNumber(finding.Name(), Math.Round(mix[(int)finding], 6));
        json.WriteEndObject();
    }
}
