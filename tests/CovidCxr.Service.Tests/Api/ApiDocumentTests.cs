using CovidCxr.Inference.Models;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CovidCxr.Service.Tests.Api;

public sealed class ApiDocumentTests
{
    [Fact]
    public async Task The_document_describes_every_operation_of_the_API()
    {
        await using var service = await RunningService.StartAsync();
        var document = await service.GetAsync("/openapi/v1.json");
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString());
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject()
                .Select(method => (Path: path.Name, Method: method.Name, Operation: method.Value)))
            .Where(one => one.Path.StartsWith("/api/v1/", StringComparison.Ordinal)).ToList();
        var mapped = service.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal)).ToList();
        Assert.Equal(mapped.Count, described.Count);
        Assert.All(described, one => Assert.True(
            one.Operation.TryGetProperty("summary", out var summary) && summary.GetString()!.EndsWith('.'),
                $"{one.Method} {one.Path} has no summary"));
        var predict = described.Single(one => one is { Path: "/api/v1/predictions", Method: "post" }).Operation;
        Assert.True(predict.GetProperty("requestBody").GetProperty("content").TryGetProperty("multipart/form-data", out _));
        Assert.True(predict.GetProperty("responses").GetProperty("4XX").GetProperty("content")
            .TryGetProperty("application/problem+json", out _));
    }

    [Fact]
    public async Task Its_page_needs_nothing_from_elsewhere()
    {
        await using var service = await RunningService.StartAsync();
        using var page = await service.Client.GetAsync("/api/docs", TestContext.Current.CancellationToken);
        Assert.Equal("/api/docs/", page.RequestMessage!.RequestUri!.AbsolutePath);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("http:", html);
        Assert.DoesNotContain("https:", html);
        Assert.Contains("script-src 'self'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")));
        foreach (var file in new[] { "docs.js", "docs.css" })
            Assert.NotEmpty(await service.Client.GetStringAsync($"/api/docs/{file}", TestContext.Current.CancellationToken));
        using var nowhere = await service.Client.GetAsync("/api/docs/..%2f..%2fappsettings.json", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(nowhere, 404, "not-found");
    }

    [Fact]
    public async Task A_model_file_that_is_replaced_changes_nothing_until_the_next_start()
    {
        using var folder = new TemporaryFolder();
        ShippedModel.Save(folder["model.onnx"]);
        await using var service = await RunningService.StartAsync("--model", folder["model.onnx"]);
        var before = await service.PredictOneAsync(SyntheticXRay.Png(1));
        Assert.False((await service.GetAsync("/api/v1/model")).GetProperty("file_changed").GetBoolean());
        await File.WriteAllBytesAsync(folder["model.onnx"], [1, 2, 3], TestContext.Current.CancellationToken);
        var after = await service.PredictOneAsync(SyntheticXRay.Png(1));
        Assert.Equal(before.GetProperty("probabilities").GetRawText(), after.GetProperty("probabilities").GetRawText());
        Assert.True((await service.GetAsync("/api/v1/model")).GetProperty("file_changed").GetBoolean());
        Assert.Equal("ready", (await service.GetAsync("/health/ready")).GetProperty("status").GetString());
    }
}
