using System.Net;
using System.Net.Http.Json;
using CovidCxr.Service.Tests.Api;
using Xunit;

namespace CovidCxr.Service.Tests.Store;

public sealed class PostgresTests
{
    [Fact]
    public async Task PostgreSQL_keeps_finds_and_exports_what_SQLite_does()
    {
        using var server = PostgresServer.Start();
        await using var service = await RunningService.StartAsync(
            "--Service:Database:Provider", "postgresql", "--database", server.Connection);
        var id = (await service.PredictOneAsync(SyntheticXRay.Png(1))).GetProperty("id").GetString();
        using var judged = await service.Client.PostAsJsonAsync(
            $"/api/v1/results/{id}/feedback", new { verdict = "other-class", @class = "normal", note = "a" },
                TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, judged.StatusCode);
        await service.PredictOneAsync(SyntheticXRay.Png(2));
        Assert.Equal(1, (await service.GetAsync("/api/v1/results?verdict=any&from=2020-01-01T00:00:00Z")).GetProperty("results")
            .GetArrayLength());
        Assert.Equal(1, (await service.GetAsync("/api/v1/results?limit=1")).GetProperty("results").GetArrayLength());
        Assert.Contains("Normal", await service.Client.GetStringAsync("/api/v1/results/export.csv", TestContext.Current.CancellationToken));
        using var accepted = await service.Client.PostAsync("/api/v1/batches",
            RunningService.Form(Enumerable.Range(0, 6).Select(i => ($"{i}.png", SyntheticXRay.Png(i)))),
                TestContext.Current.CancellationToken);
        Assert.Equal("done", (await BatchTests.EndAsync(service, accepted.Headers.Location!.ToString())).GetProperty("state").GetString());
        Assert.False(File.Exists(Path.Combine(service.Data, "results.db")));
    }

    [Fact]
    public async Task While_the_database_is_gone_nothing_is_acknowledged_and_afterwards_all_goes_on()
    {
        using var server = PostgresServer.Start();
        await using var service = await RunningService.StartAsync(
            "--Service:Database:Provider", "postgresql", "--database", server.Connection);
        var before = (await service.PredictOneAsync(SyntheticXRay.Png(1))).GetProperty("id").GetString();
        server.Stop();
        for (var i = 0; i < 3; i++)
        {
            using var refused = await service.PredictAsync(("a.png", SyntheticXRay.Png(2)));
            await RunningService.ProblemAsync(refused, 503, "database-unavailable");
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        using var health = await service.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal("live", await service.Client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
        server.StartAgain();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var answer = await service.PredictAsync(("b.png", SyntheticXRay.Png(3)));
            if (answer.IsSuccessStatusCode)
                break;
            await Task.Delay(500, limit.Token);
        }
        var kept = (await service.GetAsync("/api/v1/results")).GetProperty("results");
        Assert.Equal(["b.png", "xray.png"], kept.EnumerateArray().Select(result => result.GetProperty("file").GetString()));
        Assert.Equal(before, kept[1].GetProperty("id").GetString());
    }
}
