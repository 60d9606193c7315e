using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace CovidCxr.Service.Tests;

public sealed class KilledServiceTests
{
    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_and_batches_go_on()
    {
        using var folder = new TemporaryFolder();
        var (results, batches) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        for (var round = 0; round < 2; round++)
        {
            using var service = await ServiceProcess.StartAsync(folder["data"]);
            var work = Enumerable.Range(0, 4).Select(worker => Task.Run(() => SendAsync(service, worker, results, batches))).ToList();
            while (batches.Count < 6 * (round + 1))
                await Task.Delay(20, TestContext.Current.CancellationToken);
            service.Kill();
            await Task.WhenAll(work);
        }
        Assert.NotEmpty(results);
        Assert.NotEmpty(batches);

        using var last = await ServiceProcess.StartAsync(folder["data"]);
        foreach (var id in results)
            Assert.Equal(id, (await last.GetAsync($"/api/v1/results/{id}")).GetProperty("id").GetString());
        var listed = (await last.GetAsync("/api/v1/batches?limit=1000")).GetProperty("batches").EnumerateArray().ToList();
        Assert.Subset(listed.Select(batch => batch.GetProperty("id").GetString()!).ToHashSet(), batches.ToHashSet());
        foreach (var batch in listed) // those too that were kept while the answer was on its way
        {
            var path = $"/api/v1/batches/{batch.GetProperty("id").GetString()}";
            var status = batch;
            while (status.GetProperty("state").GetString() != "done")
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
                status = await last.GetAsync(path);
            }
            var files = (await last.GetAsync($"{path}/results")).EnumerateArray().Select(one => one.GetProperty("file").GetString())
                .ToList();
            Assert.Equal(Enumerable.Range(0, 5).Select(i => $"{i}.png"), files); // each once
            Assert.Equal(5, (await last.GetAsync($"/api/v1/results?batch={status.GetProperty("id").GetString()}")).GetProperty("results")
                .GetArrayLength());
        }
    }

    private static async Task SendAsync(ServiceProcess service, int worker, ConcurrentBag<string> results, ConcurrentBag<string> batches)
    {
        var picture = SyntheticXRay.Png(worker);
        try
        {
            while (true)
            {
                using var answer = await service.Client.PostAsync("/api/v1/predictions", RunningService.Form(("a.png", picture)));
                results.Add((await RunningService.JsonAsync(answer))[0].GetProperty("id").GetString()!);
                var files = Enumerable.Range(0, 5).Select(i => ($"{i}.png", picture));
                using var accepted = await service.Client.PostAsync("/api/v1/batches", RunningService.Form(files));
                batches.Add((await RunningService.JsonAsync(accepted)).GetProperty("id").GetString()!);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            // The service was killed.
        }
    }

    private sealed class ServiceProcess : IDisposable
    {
        private readonly Process process;

        private ServiceProcess(Process process) => this.process = process;

        public HttpClient Client { get; private init; } = new();

        public static async Task<ServiceProcess> StartAsync(string data)
        {
            var start = new ProcessStartInfo(BuiltProgram.Host,
                [Path.Combine(AppContext.BaseDirectory, "CovidCxr.Service.dll"), "--listen", "http://127.0.0.1:0", "--data", data])
            { RedirectStandardOutput = true };
            start.Environment["Logging__LogLevel__Default"] = "Error";
            var process = Process.Start(start)!;
            const string listening = "listening on ";
            while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                if (line.StartsWith(listening, StringComparison.Ordinal))
                    return new ServiceProcess(process) { Client = new HttpClient { BaseAddress = new Uri(line[listening.Length..]) } };
            throw new InvalidOperationException($"the service ended with {process.ExitCode}");
        }

        public async Task<JsonElement> GetAsync(string path)
        {
            using var answer = await Client.GetAsync(path, TestContext.Current.CancellationToken);
            return await RunningService.JsonAsync(answer);
        }

        public void Kill() => process.Kill(); // SIGKILL

        public void Dispose()
        {
            Client.Dispose();
            if (!process.HasExited)
                process.Kill();
            process.Dispose();
        }
    }
}
