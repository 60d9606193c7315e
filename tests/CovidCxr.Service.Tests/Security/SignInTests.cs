using System.Net.Http.Headers;
using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Service.Security;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CovidCxr.Service.Tests.Security;

public sealed class SignInTests
{
    [Fact]
    public async Task A_key_may_do_what_its_scopes_say_until_it_is_revoked()
    {
        await using var service = await RunningService.StartSignedInAsync("predict read");
        var id = (await service.PredictOneAsync(SyntheticXRay.Png(1))).GetProperty("id").GetString();
        using var delete = await service.Client.DeleteAsync($"/api/v1/results/{id}", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(delete, 403, "forbidden");
        var about = await service.GetAsync("/api/v1/service");
        Assert.Equal(("key", "ward 7"), (about.GetProperty("authentication").GetString(), about.GetProperty("signed_in_as").GetString()));
        Assert.Equal(2, about.GetProperty("scopes").GetArrayLength());

        var keys = service.Services.GetRequiredService<ApiKeys>();
        var key = Assert.Single(await keys.ListAsync());
        Assert.DoesNotContain(service.Token!.Split('_')[2], JsonSerializer.Serialize(key));
        Assert.True(await keys.RevokeAsync(key.Id));
        using var revoked = await service.Client.GetAsync("/api/v1/results", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(revoked, 401, "unauthorized");
    }

    [Fact]
    public async Task Nobody_gets_in_without_a_key_or_with_a_wrong_one()
    {
        await using var service = await RunningService.StartSignedInAsync("read");
        var token = service.Token!;
        foreach (var wrong in new[] { null, "", "cxr_", $"{token}x", token[..^1], "cxr_000000000000_AAAA", $"{token[..17]}AAAA", "a.b.c" })
        {
            service.Client.DefaultRequestHeaders.Authorization = wrong is null ? null : new AuthenticationHeaderValue("Bearer", wrong);
            foreach (var path in new[] { "/api/v1/results", "/api/v1/model", "/api/v1/batches", "/openapi/v1.json" })
            {
                using var answer = await service.Client.GetAsync(path, TestContext.Current.CancellationToken);
                await RunningService.ProblemAsync(answer, 401, "unauthorized");
            }
            Assert.Equal("live", await service.Client.GetStringAsync("/health/live", TestContext.Current.CancellationToken));
            Assert.Empty((await service.GetAsync("/api/v1/service")).GetProperty("scopes").EnumerateArray());
        }
        service.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var predict = await service.PredictAsync(("a.png", SyntheticXRay.Png(1)));
        await RunningService.ProblemAsync(predict, 403, "forbidden");
    }

    [Fact]
    public async Task A_key_ends()
    {
        using var folder = new TemporaryFolder();
        RunningService.MakeKey(folder["data"], "read");
        var keys = KeyProgram.Open(["--data", folder["data"]]);
        var key = Assert.Single(await keys.ListAsync());
        Assert.Equal(1, (key.ExpiresAt!.Value - key.CreatedAt).TotalDays, 1e-6);
        Assert.True(keys.IsValid(key));
        var ended = new ApiKeys(() => throw new InvalidOperationException(), new Later());
        Assert.False(ended.IsValid(key));
        using var text = new StringWriter();
        await KeyProgram.ListAsync(keys, text);
        Assert.Contains("ward 7", text.ToString());
        await Assert.ThrowsAsync<InputException>(() => KeyProgram.CreateAsync(keys, " ", "read", null, text));
        await Assert.ThrowsAsync<InputException>(() => KeyProgram.CreateAsync(keys, "x", "everything", null, text));
        await Assert.ThrowsAsync<InputException>(() => KeyProgram.CreateAsync(keys, "x", "read", 0, text));
        await Assert.ThrowsAsync<InputException>(() => KeyProgram.RevokeAsync(keys, "000000000000", text));
    }

    [Theory]
    [InlineData("nobody has to sign in", "--listen", "http://0.0.0.0:0", "--Service:Authentication:Mode", "none")]
    [InlineData("in clear", "--listen", "http://0.0.0.0:0")]
    [InlineData("there is no key", "--listen", "http://0.0.0.0:0", "--Service:Tls:BehindProxy", "true")]
    [InlineData("there is no key", "--listen", "http://127.0.0.1:0", "--Service:Authentication:Mode", "required")]
    [InlineData("certificate", "--listen", "https://127.0.0.1:0")]
    [InlineData("no address", "--listen", "127.0.0.1")]
    [InlineData("auto, required or none", "--Service:Authentication:Mode", "maybe")]
    [InlineData("Limits:Files", "--Service:Limits:Files", "0")]
    [InlineData("is not understood", "--prot", "1")]
    [InlineData("value is missing", "--listen")]
    [InlineData("Colour", "--Service:Colour", "1")]
    public void Settings_that_cannot_be_meant_are_refused_before_it_listens(string expected, params string[] settings)
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<InputException>(() => ServiceHost.Build(["--data", folder["data"], .. settings]));
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Who_asked_for_what_is_written_down_without_a_word_about_the_patient()
    {
        await using var service = await RunningService.StartSignedInAsync("predict read");
        var id = (await service.PredictOneAsync(SyntheticXRay.Png(1), "Doe_John_1950.png")).GetProperty("id").GetString();
        await service.GetAsync($"/api/v1/results/{id}?prevalence=0.5");
        using var nowhere = await service.Client.GetAsync("/api/v1/Doe", TestContext.Current.CancellationToken);
        var lines = await File.ReadAllLinesAsync(
            Assert.Single(Directory.GetFiles(Path.Combine(service.Data, "audit"))), TestContext.Current.CancellationToken);
        Assert.Equal(3, lines.Length);
        var second = JsonDocument.Parse(lines[1]).RootElement;
        Assert.Equal(("ward 7", "GET", "/api/v1/results/{id}", id, 200),
            (second.GetProperty("who").GetString(), second.GetProperty("method").GetString(),
            second.GetProperty("resource").GetString(), second.GetProperty("id").GetString(), second.GetProperty("status").GetInt32()));
        Assert.All(lines, line => Assert.DoesNotContain("Doe", line));
    }

    private sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddDays(2);
    }
}
