using System.Net;
using System.Text.Json;
using CovidCxr.Service.Queueing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CovidCxr.Service.Tests.Api;

public sealed class BatchTests
{
    [Fact]
    public async Task A_batch_is_accepted_at_once_and_predicted_later()
    {
        await using var service = await RunningService.StartAsync();
        var files = Enumerable.Range(0, 9).Select(i => ($"{i}.png", i == 4 ? "no picture"u8.ToArray() : SyntheticXRay.Png(i)));
        using var accepted = await service.Client.PostAsync("/api/v1/batches", RunningService.Form(files),
            TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        var status = await EndAsync(service, accepted.Headers.Location!.ToString());
        Assert.Equal(("done", 9, 9, 1), (status.GetProperty("state").GetString(), status.GetProperty("total").GetInt32(),
            status.GetProperty("done").GetInt32(), status.GetProperty("failed").GetInt32()));
        var results = await service.GetAsync(status.GetProperty("results").GetString()!);
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"{i}.png"), results.EnumerateArray()
            .Select(one => one.GetProperty("file").GetString()));
        Assert.True(results[4].TryGetProperty("error", out _));
        var id = status.GetProperty("id").GetString();
        Assert.Equal(8, (await service.GetAsync($"/api/v1/results?batch={id}")).GetProperty("results").GetArrayLength());
        using var late = await service.Client.DeleteAsync($"/api/v1/batches/{id}", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(late, 409, "conflict");
        Assert.Equal(id, (await service.GetAsync("/api/v1/batches")).GetProperty("batches")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_canceled_batch_ends_and_keeps_what_was_done()
    {
        var gate = new GatedQueue();
        await using var service = await RunningService.StartAsync(builder => builder.Services.AddSingleton<IInferenceQueue>(gate));
        using var accepted = await service.Client.PostAsync(
            "/api/v1/batches", RunningService.Form(("a.png", SyntheticXRay.Png(1))), TestContext.Current.CancellationToken);
        var path = accepted.Headers.Location!.ToString();
        await gate.Asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var canceled = await service.Client.DeleteAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("canceled", (await RunningService.JsonAsync(canceled)).GetProperty("state").GetString());
        gate.Open.SetResult();
        await Task.Delay(500, TestContext.Current.CancellationToken); // what was under way ends, and is not kept
        var status = await service.GetAsync(path);
        Assert.Equal(("canceled", 0), (status.GetProperty("state").GetString(), status.GetProperty("done").GetInt32()));
        using var nowhere = await service.Client.GetAsync("/api/v1/batches/0", TestContext.Current.CancellationToken);
        await RunningService.ProblemAsync(nowhere, 404, "not-found");
    }

    /// <summary>Waits until a batch is finished.</summary>
    internal static async Task<JsonElement> EndAsync(RunningService service, string path)
    {
        while (true)
        {
            var status = await service.GetAsync(path);
            if (status.GetProperty("finished_at").ValueKind != JsonValueKind.Null)
                return status;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private sealed class GatedQueue : IInferenceQueue
    {
        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource Open { get; } = new();

        public int Waiting => 0;

        public bool IsFull => false;

        public TimeSpan RetryAfter => TimeSpan.FromSeconds(1);

        public async Task<IReadOnlyList<ReadUpload>> PredictAsync(IReadOnlyList<Upload> uploads, CancellationToken cancel)
        {
            Asked.TrySetResult();
            await Open.Task.WaitAsync(cancel);
            return [.. uploads.Select(upload => new ReadUpload(new() { File = upload.Name, Model = "none", Error = "none" }, null))];
        }
    }
}
