using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace CovidCxr.Cli.Tests;

[Trait("Speed", "slow")]
public sealed class ReproduceTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Synthetic_sources_become_a_report_and_a_model_that_predicts()
    {
        SyntheticSources.Draw(folder["sources"]);
        string[] reproduce = ["reproduce", "--quick", "--sources", folder["sources"], "--out", folder["out"]];
        var output = (await BuiltProgram.RunAsync(reproduce)).Success();
        Assert.Contains("test accuracy", output);
        Assert.Contains("0.8730", output); // the paper's
        Assert.Contains("What the images of each collection are called", output);
        var (run, report) = (Path.Combine(folder["out"], "run"), Path.Combine(folder["out"], "report"));

        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(report, "metrics.json")));
        var test = metrics.RootElement.GetProperty("test");
        Assert.InRange(test.GetProperty("accuracy").GetDouble(), 0, 1);
        Assert.InRange(test.GetProperty("covid19").GetProperty("recall").GetDouble(), 0, 1);
        Assert.True(File.Exists(Path.Combine(report, "report.html")));
        foreach (var figure in new[] { "figure1.png", "figure2.png", "examples_pneumonia.png" })
            Assert.True(File.Exists(Path.Combine(report, figure)), figure);

        // Finished parts are not done again.
        var again = (await BuiltProgram.RunAsync(reproduce)).Success();
        Assert.Contains("the dataset is there already", again);
        Assert.DoesNotContain("epoch 1/3", again);

        // Report, predictions and comparison name the very weights, by what sha256sum prints of them.
        var weights = await File.ReadAllBytesAsync(Path.Combine(run, "best.safetensors"), TestContext.Current.CancellationToken);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(weights))[..8];
        Assert.Equal(fingerprint, metrics.RootElement.GetProperty("fingerprint").GetString());
        await PredictAsync(run, $"paper epoch 3 seed 0 {fingerprint}");
        var compared = (await BuiltProgram.RunAsync("compare", report, report, "--out", folder["compared.csv"])).Success();
        Assert.Contains("test.covid19.precision", compared);
        var table = await File.ReadAllTextAsync(folder["compared.csv"], TestContext.Current.CancellationToken);
        Assert.Contains("test.accuracy,0.873,", table);
        Assert.Contains($", weights {fingerprint})", table);
        var nowhere = Path.Combine(folder["none"], "compared.csv");
        var line = (await BuiltProgram.RunAsync("compare", report, "--out", nowhere)).OneErrorLine();
        Assert.Equal($"error: --out {nowhere}: the folder {folder["none"]} does not exist; make it first", line);
    }

    private async Task PredictAsync(string run, string model)
    {
        var images = Path.Combine(folder["sources"], "covid-chestxray-dataset", "images"); // broken.png is not an image
        var csv = await BuiltProgram.RunAsync("predict", "--model", run, "--format", "csv", images);
        Assert.StartsWith("error: ", csv.OneErrorLine());
        var rows = csv.Output.TrimEnd('\n').Split('\n');
        Assert.Equal("file,class,p_covid19,p_normal,p_pneumonia,refer,reasons,model", rows[0]);
        Assert.Equal(Directory.GetFiles(images).Order(StringComparer.Ordinal), rows.Skip(1).Select(row => row.Split(',')[0]));
        Assert.Single(rows, row => row.Contains("broken.png,,,,,true,", StringComparison.Ordinal));

        var one = Path.Combine(images, "covid0.png");
        using var json = JsonDocument.Parse((await BuiltProgram.RunAsync("predict", "--model", run, "--format", "json", one)).Success());
        var answer = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(model, answer.GetProperty("model").GetString());
        Assert.Equal(1, answer.GetProperty("probabilities").EnumerateObject().Sum(p => p.Value.GetDouble()), 1e-5);
        Assert.Equal(["COVID-19", "Normal", "Pneumonia"], answer.GetProperty("probabilities").EnumerateObject().Select(p => p.Name));
    }

    [Fact]
    public async Task A_killed_training_is_resumed_and_ends_as_an_unbroken_one()
    {
        SyntheticSources.Draw(folder["sources"]);
        (await BuiltProgram.RunAsync("dataset", "build", "--sources", folder["sources"], "--out", folder["dataset"])).Success();
        string[] Train(string run) =>
        [
            "train", "--data", folder["dataset"], "--out", folder[run], "--epochs", "4", .. TinyRun.Options,
        ];
        (await BuiltProgram.RunAsync(Train("unbroken"))).Success();

        using (var process = BuiltProgram.Start(Train("killed")))
        {
            var end = BuiltProgram.EndAsync(process);
            var checkpoint = Path.Combine(folder["killed"], "last.safetensors");
            while (!File.Exists(checkpoint))
            {
                Assert.False(end.IsCompleted, "the training ended before it could be killed");
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }
            process.Kill();
            Assert.NotEqual(0, (await end).ExitCode);
        }
        (await BuiltProgram.RunAsync([.. Train("killed"), "--resume"])).Success();

        foreach (var name in new[] { "best.safetensors", "last.safetensors", "recipe.yaml", "run.json" })
        {
            var (unbroken, killed) = (Path.Combine(folder["unbroken"], name), Path.Combine(folder["killed"], name));
            Assert.True(File.ReadAllBytes(unbroken).AsSpan().SequenceEqual(File.ReadAllBytes(killed)), $"{name} differs");
        }
    }

    [Fact]
    public async Task The_real_collections_become_a_report()
    {
        var shared = Path.Combine(BuiltProgram.Repository, "..", "shared", "data");
        Assert.SkipUnless(Directory.Exists(shared), "the real X-rays are not beside the repository (shared/data)");
        var output = (await BuiltProgram.RunAsync("reproduce", "--quick", "--sources", shared, "--out", folder["out"])).Success();
        Assert.Contains("controls called COVID-19", output);
        Assert.True(File.Exists(Path.Combine(folder["out"], "report", "report.html")));
    }
}
