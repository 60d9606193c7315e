using CovidCxr.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace CovidCxr.Service.Api;

/// <summary>The OpenAPI document, <c>/openapi/v1.json</c>, and its page, <c>/api/docs/</c>, which needs nothing from elsewhere.</summary>
internal static class ApiDocument
{
    private const string Json = "application/json", ProblemJson = "application/problem+json", Scheme = "bearer";

    private static readonly Dictionary<string, string> Files = new()
    {
        ["index.html"] = "text/html; charset=utf-8",
        ["docs.css"] = "text/css; charset=utf-8",
        ["docs.js"] = "text/javascript; charset=utf-8",
    };

    /// <summary>Adds the maker of the document.</summary>
    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "CovidCxr", Version = ProductVersion.Number, Description = ModelEndpoints.Notice };
            document.Servers = []; // the one that the document was asked of
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Scheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An API key (cxr_...) or an access token of the OpenID Connect provider.",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (ApiOperations.All.TryGetValue(operation.OperationId ?? "", out var described))
                Describe(operation, described);
            return Task.CompletedTask;
        });
    });

    /// <summary>Adds both to the routes.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json");
        routes.MapGet("/api/docs", (HttpContext http) => http.Request.Path.Value!.EndsWith('/') ? File("index.html")
            : TypedResults.Redirect("/api/docs/"))
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/api/docs/{file}", (string file) => File(file)).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult File(string name) =>
        Files.TryGetValue(name, out var type) && typeof(ApiDocument).Assembly.GetManifestResourceStream($"docs.{name}") is { } content
            ? TypedResults.Stream(content, type)
            : throw ProblemException.NotFound("the page of the API has no such file");

    private static void Describe(OpenApiOperation operation, ApiOperation described)
    {
        operation.Summary = described.Summary;
        operation.Parameters ??= [];
        foreach (var (name, description) in described.Query)
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Description = description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        if (described.TakesFiles)
            operation.RequestBody = Body("multipart/form-data", new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["file"] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                    },
                },
            });
        else if (described.TakesJson)
            operation.RequestBody = Body(Json, new OpenApiSchema { Type = JsonSchemaType.Object });
        operation.Responses = new OpenApiResponses
        {
            [described.Status] = new OpenApiResponse
            {
                Description = "Done.",
                Content = described.Answer is { } type ? Content(type, new OpenApiSchema()) : null,
            },
            ["4XX"] = Problem("The request cannot be answered."),
            ["5XX"] = Problem("The service cannot answer now."),
        };
    }

    private static OpenApiResponse Problem(string description) =>
        new() { Description = description, Content = Content(ProblemJson, new OpenApiSchema { Type = JsonSchemaType.Object }) };

    private static OpenApiRequestBody Body(string type, OpenApiSchema schema) => new() { Required = true, Content = Content(type, schema) };

    private static Dictionary<string, OpenApiMediaType> Content(string type, OpenApiSchema schema) =>
        new() { [type] = new OpenApiMediaType { Schema = schema } };
}
