using System.Runtime.InteropServices;
using System.Text.Json;
using Xunit;

namespace CovidCxr.Cli.Tests;

public sealed class ServeTests : IDisposable
{
    private const int Terminate = 15;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_whole_program_serves_until_it_is_stopped_and_its_export_is_read_as_own_images()
    {
        using var process = BuiltProgram.Start("serve", "--listen", "http://127.0.0.1:0", "--data", folder["data"]);
        var address = "";
        while (address.Length == 0)
        {
            var line = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.NotNull(line); // else it ended
            address = line.Split("listening on ") is [_, var found] ? found : "";
        }
        using (var client = new HttpClient { BaseAddress = new Uri(address) })
        {
            string[] classes = ["COVID-19", "Normal", "Pneumonia"];
            for (var i = 0; i < 9; i++)
            {
                using var form = new MultipartFormDataContent { { new ByteArrayContent(SyntheticXRay.Png(i)), "file", $"{i}.png" } };
                using var answer = await client.PostAsync("/api/v1/predictions", form, TestContext.Current.CancellationToken);
                var result = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                    .RootElement[0];
                using var verdict = new StringContent($$"""{"verdict":"other-class","class":"{{classes[i % 3]}}"}""", null,
                    "application/json");
                using var kept = await client.PostAsync(
                    $"/api/v1/results/{result.GetProperty("id").GetString()}/feedback", verdict, TestContext.Current.CancellationToken);
                Assert.True(kept.IsSuccessStatusCode);
            }
            await using var zip = await client.GetStreamAsync("/api/v1/results/export.zip", TestContext.Current.CancellationToken);
            await System.IO.Compression.ZipFile.ExtractToDirectoryAsync(zip, folder["own"], TestContext.Current.CancellationToken);
        }
        Assert.Equal(0, Kill(process.Id, Terminate));
        Assert.Equal(0, (await BuiltProgram.EndAsync(process)).ExitCode);
        var own = Path.Combine(folder["own"], "labels.csv");
        (await BuiltProgram.RunAsync("evaluate", "--data", own, "--out", folder["report"])).Success();
        using var metrics = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder["report"], "metrics.json"), TestContext.Current.CancellationToken));
        Assert.True(metrics.RootElement.EnumerateObject().Any());
    }

    [Fact]
    public async Task Keys_are_made_listed_and_revoked()
    {
        var made = (await BuiltProgram.RunAsync("serve", "key", "create", "--name", "ward 7", "--days", "9", "--data", folder["data"]))
            .Success();
        var id = made["cxr_".Length..].Split('_')[0];
        Assert.Contains($"{id}  ", (await BuiltProgram.RunAsync("serve", "key", "list", "--data", folder["data"])).Success());
        Assert.Contains("revoked", (await BuiltProgram.RunAsync("serve", "key", "revoke", id, "--data", folder["data"])).Success());
        Assert.Contains("no such key", (await BuiltProgram.RunAsync("serve", "key", "revoke", id, "--data", folder["data"]))
            .OneErrorLine());
        Assert.Contains("in clear", (await BuiltProgram.RunAsync("serve", "--listen", "http://*:0", "--data", folder["data"]))
            .OneErrorLine());
        Assert.Contains("serve", (await BuiltProgram.RunPredictProgramAsync("serve")).OneErrorLine(exitCode: 2));
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
