using System.Text.Json;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>A class without images stops every command, unless it is left out by name; and then the figures and the model say so.</summary>
[Trait("Speed", "slow")]
public sealed class WithoutTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Children_alone_are_trained_measured_and_exported_only_by_name_and_the_model_says_so()
    {
        SyntheticSources.Draw(folder["all"]);
        Directory.CreateDirectory(folder["sources"]);
        Directory.Move(Path.Combine(folder["all"], "chest_xray"), Path.Combine(folder["sources"], "chest_xray"));
        string[] build = ["dataset", "build", "--sources", folder["sources"], "--out", folder["dataset"], "--size", "32"];
        string[] train = ["train", "--data", folder["dataset"], "--out", folder["run"], "--epochs", "1", .. TinyRun.Options];
        string[] evaluate = ["evaluate", "--model", folder["run"], "--data", folder["dataset"], "--out", folder["report"]];
        string[] export = ["export", "--model", folder["run"], "--out", folder["model.onnx"]];

        Assert.EndsWith(
            "or go on without the class: --without COVID-19", (await BuiltProgram.RunAsync(build)).OneErrorLine());
        Assert.Equal(["all", "sources"], folder.Names);
        Assert.Contains("Left out by name (--without): COVID-19.", (await RunWithoutAsync(build)).Success());

        await RefusedAsync(train);
        (await RunWithoutAsync(train)).Success();
        await RefusedAsync(evaluate);
        await CheckReportAsync((await RunWithoutAsync(evaluate)).Success());

        var line = (await BuiltProgram.RunAsync(export)).OneErrorLine();
        Assert.StartsWith($"error: --model {folder["run"]}: was trained without images of COVID-19", line);
        Assert.EndsWith("--without COVID-19", line);
        await RefusedAsync([.. export, "--data", folder["dataset"]]);
        Assert.Contains(
            "was trained with images of Normal",
            (await BuiltProgram.RunAsync([.. export, "--without", "Normal"])).OneErrorLine());
        Assert.Equal(["all", "dataset", "report", "run", "sources"], folder.Names);
        Assert.Equal(0, (await RunWithoutAsync([.. export, "--data", folder["dataset"], "--report", folder["report"]])).ExitCode);
        await CheckModelAsync();
    }

    [Fact]
    public async Task A_class_that_has_images_is_left_out_and_counted()
    {
        await SyntheticSources.BuildDatasetAsync(folder, "--test-covid", "3");
        var trained = await BuiltProgram.RunAsync(
            ["train", "--data", folder["dataset"], "--out", folder["run"], "--epochs", "1", .. TinyRun.Options, "--without", "pneumonia"]);
        trained.Success();
        Assert.Contains("warning: 24 images of Pneumonia are left out by --without\n", trained.Error);
        using (var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["run"], "run.json"))))
            Assert.Equal("Pneumonia", Assert.Single(run.RootElement.GetProperty("untrained_classes").EnumerateArray()).GetString());

        // The dataset has the class, so a report shows what the network does with it.
        string[] evaluate = ["evaluate", "--model", folder["run"], "--data", folder["dataset"], "--out", folder["report"]];
        Assert.Contains("was trained without images of Pneumonia and cannot recognise it",
            (await BuiltProgram.RunAsync(evaluate)).Success());
        // A resumed run keeps its classes, and takes no others.
        string[] resume = ["train", "--resume", "--out", folder["run"], "--epochs", "2"];
        Assert.Contains(
            "was started without Pneumonia; give --without Pneumonia",
            (await BuiltProgram.RunAsync([.. resume, "--without", "Normal"])).OneErrorLine());
        (await BuiltProgram.RunAsync(resume)).Success();
        using (var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["run"], "run.json"))))
            Assert.Equal("Pneumonia", Assert.Single(run.RootElement.GetProperty("untrained_classes").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("COVID-20", 2, "--without 'COVID-20': is no class; give COVID-19, Normal, Pneumonia")]
    [InlineData("Normal,", 2, "--without '': is no class")]
    [InlineData("", 2, "--without is empty; give a value")]
    [InlineData("COVID-19,Normal,Pneumonia", 1, "leaves no class")]
    public async Task What_cannot_be_left_out_is_one_line(string classes, int exitCode, string expected)
    {
        var outcome = await BuiltProgram.RunAsync(
            "dataset", "build", "--sources", folder.Path, "--out", folder["dataset"], "--without", classes);
        Assert.Contains(expected, outcome.OneErrorLine(exitCode));
    }

    [Fact]
    public async Task A_network_needs_two_classes()
    {
        var outcome = await BuiltProgram.RunAsync(
            "train", "--data", folder["none"], "--out", folder["run"], "--without", "Normal", "Pneumonia");
        Assert.Contains("--without Normal,Pneumonia: leaves only COVID-19", outcome.OneErrorLine());
        Assert.Empty(folder.Names);
    }

    private static Task<Outcome> RunWithoutAsync(string[] command) => BuiltProgram.RunAsync([.. command, "--without", "covid-19"]);

    private async Task RefusedAsync(string[] command)
    {
        var names = folder.Names;
        Assert.StartsWith(
            $"error: --data {folder["dataset"]}: no image of COVID-19 in train, val and test; ",
            (await BuiltProgram.RunAsync(command)).OneErrorLine());
        Assert.Equal(names, folder.Names);
    }

    private async Task CheckReportAsync(string output)
    {
        Assert.Matches(@"test macro precision +\|[ |]+not defined", output);
        Assert.Matches(@"test COVID-19 recall +\| 0\.9800 \| +not defined", output);
        Assert.Matches(@"controls called COVID-19 +\|[ |]+not measured", output);
        Assert.DoesNotMatch("test macro [^|]*[|][^|]*[|] +[0-9]", output);
        using var metrics = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder["report"], "metrics.json"), TestContext.Current.CancellationToken));
        var test = metrics.RootElement.GetProperty("test");
        foreach (var key in (string[])["macro_precision", "macro_recall", "macro_f1", "macro_auc", "macro_auc_interval"])
            Assert.Equal(JsonValueKind.Null, test.GetProperty(key).ValueKind);
        Assert.InRange(test.GetProperty("accuracy").GetDouble(), 0, 1);
        var page = await File.ReadAllTextAsync(Path.Combine(folder["report"], "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("the test set has no COVID-19 image", page);
        Assert.Contains("was trained without images of COVID-19 and cannot recognise it", page);
        var compared = (await BuiltProgram.RunAsync("compare", folder["report"], folder["report"], "--record",
            folder["runs.csv"])).Success();
        Assert.Matches(@"test\.macro_auc +\|[ |]+not +\| +not ", compared);
        Assert.Contains("not defined: a class that the figure needs has no image in that set", compared);
        File.Delete(folder["runs.csv"]);
    }

    private async Task CheckModelAsync()
    {
        Assert.Contains("untrained    COVID-19 (no training image)", (await BuiltProgram.RunAsync("model", "show",
            folder["model.onnx"])).Success());
        using var card = JsonDocument.Parse((await BuiltProgram.RunAsync("model", "show", "--json", folder["model.onnx"])).Success());
        var last = card.RootElement.EnumerateObject().Last();
        Assert.Equal(("untrained_classes", "COVID-19"), (last.Name, Assert.Single(last.Value.EnumerateArray()).GetString()));

        File.WriteAllBytes(folder["x.png"], SyntheticPng.Blocks(1));
        foreach (var model in (string[])["model.onnx", "run"])
        {
            var predicted = await BuiltProgram.RunAsync("predict", "--model", folder[model], "--format", "csv", folder["x.png"]);
            Assert.Equal(2, predicted.Success().Count(letter => letter == '\n'));
            Assert.Matches("(?m)^warning: .* was trained without images of COVID-19 and cannot recognise them$", predicted.Error);
        }
    }
}
