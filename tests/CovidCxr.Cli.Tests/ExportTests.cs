using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CovidCxr.Cli.Tests;

public sealed class ExportTests : IDisposable
{
    private const string Calibration =
        """
        {
          "temperature": 1.5,
          "operating_points": [
            { "name": "sensitivity 0.95", "finding": "COVID-19", "threshold": 0.125, "sensitivity": 0.95, "specificity": 0.5 }
          ],
          "images": 4
        }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_trained_run_becomes_a_file_that_verifies_itself()
    {
        await TrainAsync();
        (await BuiltProgram.RunAsync(
            "evaluate", "--model", folder["run"], "--data", folder["dataset"], "--out", folder["report"])).Success();
        File.WriteAllText(Path.Combine(folder["run"], "calibration.json"), Calibration);
        string[] export =
        [
            "export", "--model", folder["run"], "--data", folder["dataset"], "--report", folder["report"], "--out", folder["model.onnx"],
        ];
        var exported = (await BuiltProgram.RunAsync(export)).Success();
        Assert.Contains("against the training library, ", exported);
        Assert.Contains("self-test passed", exported);
        Assert.Equal(["dataset", "model.onnx", "report", "run", "sources"], folder.Names);

        // The same run gives the same bytes, in place of the first.
        var first = await File.ReadAllBytesAsync(folder["model.onnx"], TestContext.Current.CancellationToken);
        (await BuiltProgram.RunAsync(export)).Success();
        var second = await File.ReadAllBytesAsync(folder["model.onnx"], TestContext.Current.CancellationToken);
        Assert.True(first.AsSpan().SequenceEqual(second));

        Assert.Contains("self-test passed", (await BuiltProgram.RunAsync("model", "verify", folder["model.onnx"])).Success());
        await ShowAsync();
        await DamageAsync();
        await RefuseAsync(export);
    }

    /// <summary>A report of other weights, even of the same recipe and seed, holds the figures of another model.</summary>
    private async Task RefuseAsync(string[] export)
    {
        var metrics = Path.Combine(folder["report"], "metrics.json");
        var report = JsonNode.Parse(await File.ReadAllTextAsync(metrics, TestContext.Current.CancellationToken))!;
        report["fingerprint"] = "0badf00d";
        await File.WriteAllTextAsync(metrics, report.ToJsonString(), TestContext.Current.CancellationToken);
        Assert.Contains("has weights '0badf00d'", (await BuiltProgram.RunAsync(export)).OneErrorLine());
    }

    private async Task ShowAsync()
    {
        var shown = (await BuiltProgram.RunAsync("model", "show", folder["model.onnx"])).Success();
        Assert.All(shown.Split('\n').Skip(1), line => Assert.InRange(line.Length, 0, 80));
        string[] expected =
            ["16 x 16", "temperature 1.5, fitted on 4", "finds 95 %", "12.5 %", "test.accuracy", "Not a medical device"];
        Assert.All(expected, text => Assert.Contains(text, shown));

        using var card = JsonDocument.Parse((await BuiltProgram.RunAsync("model", "show", folder["model.onnx"], "--json")).Success());
        using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["report"], "metrics.json")));
        Assert.Equal(
            metrics.RootElement.GetProperty("test").GetProperty("accuracy").GetDouble(),
            card.RootElement.GetProperty("scores").GetProperty("test.accuracy").GetDouble());
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(folder["run"], "recipe.yaml"), TestContext.Current.CancellationToken),
            card.RootElement.GetProperty("recipe").GetString());
    }

    /// <summary>A file with overwritten weights is refused by its checksum.</summary>
    private async Task DamageAsync()
    {
        var bytes = await File.ReadAllBytesAsync(folder["model.onnx"], TestContext.Current.CancellationToken);
        bytes.AsSpan(bytes.Length / 2, 4096).Fill(0x41);
        await File.WriteAllBytesAsync(folder["damaged.onnx"], bytes, TestContext.Current.CancellationToken);
        var line = (await BuiltProgram.RunAsync("model", "verify", folder["damaged.onnx"])).OneErrorLine();
        Assert.Contains(folder["damaged.onnx"], line);
        Assert.Contains("is damaged: its bytes do not give its checksum", line);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_run_without_calibration_is_exported_with_a_note()
    {
        await TrainAsync(); // the recipe asks for no calibration
        var outcome = await BuiltProgram.RunAsync("export", "--model", folder["run"], "--out", folder["model.onnx"]);
        outcome.Success();
        Assert.StartsWith("note: ", outcome.Error.Split('\n').Single(line => line.StartsWith("note: ", StringComparison.Ordinal)));
        Assert.DoesNotContain("against the training library", outcome.Output); // no images to compare on
        Assert.Contains("calibration  none", (await BuiltProgram.RunAsync("model", "show", folder["model.onnx"])).Success());
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_refused_export_is_one_line_and_leaves_nothing()
    {
        await TrainAsync();
        Directory.CreateDirectory(folder["report"]);
        File.WriteAllText(Path.Combine(folder["report"], "metrics.json"), """{ "recipe": "paper", "seed": 7 }""");
        File.WriteAllText(folder["old.onnx"], "was here before");
        var names = folder.Names;
        Assert.Contains(
            "old.onnx: exists and holds no",
            (await BuiltProgram.RunAsync("export", "--model", folder["run"], "--out", folder["old.onnx"])).OneErrorLine());
        async Task Refused(string expected, params string[] arguments) =>
            Assert.Contains(expected, (await BuiltProgram.RunAsync(["export", "--force", .. arguments])).OneErrorLine());

        await Refused("must end in .onnx; name it model.onnx", "--model", folder["run"], "--out", folder["model.txt"]);
        await Refused("does not exist", "--model", folder["run"], "--out", Path.Combine(folder["none"], "model.onnx"));
        await Refused("no such folder", "--model", folder["none"], "--out", folder["old.onnx"]);
        await Refused("is not an existing folder", "--model", folder["run"], "--data", folder["none"], "--out", folder["old.onnx"]);
        await Refused("has seed '7'", "--model", folder["run"], "--report", folder["report"], "--out", folder["old.onnx"]);
        await Refused("not a report", "--model", folder["run"], "--report", folder["run"], "--out", folder["old.onnx"]);
        (await BuiltProgram.RunAsync(
            "dataset", "build", "--sources", folder["sources"], "--out", folder["other"],
            "--size", "32", "--seed", "5", "--test-covid", "3")).Success();
        await Refused($"--data {folder["other"]}", "--model", folder["run"], "--data", folder["other"], "--out", folder["old.onnx"]);
        Directory.Delete(folder["other"], recursive: true);
        File.WriteAllText(Path.Combine(folder["run"], "calibration.json"), "{}");
        await Refused("calibration.json: not a calibration", "--model", folder["run"], "--out", folder["old.onnx"]);

        Assert.Equal(names, folder.Names);
        Assert.Equal("was here before", File.ReadAllText(folder["old.onnx"]));
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("show")]
    public async Task A_file_that_is_no_model_is_one_line(string command)
    {
        await File.WriteAllTextAsync(folder["model.onnx"], "a text", TestContext.Current.CancellationToken);
        Assert.Contains("is not an ONNX model", (await BuiltProgram.RunAsync("model", command, folder["model.onnx"])).OneErrorLine());
        Assert.Contains("does not exist", (await BuiltProgram.RunAsync("model", command, folder["none.onnx"])).OneErrorLine());
    }

    [Fact]
    public async Task The_model_that_comes_with_the_program_verifies_itself() =>
        Assert.Contains("self-test passed", (await BuiltProgram.RunAsync("model", "verify")).Success());

    private async Task TrainAsync()
    {
        await SyntheticSources.BuildDatasetAsync(folder, "--test-covid", "3");
        (await BuiltProgram.RunAsync(
            ["train", "--data", folder["dataset"], "--out", folder["run"], "--epochs", "1", .. TinyRun.Options])).Success();
    }
}
