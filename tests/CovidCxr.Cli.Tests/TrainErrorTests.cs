using Xunit;

namespace CovidCxr.Cli.Tests;

public sealed class TrainErrorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("--recipe papyrus: no such recipe", "--recipe", "papyrus")]
    [InlineData("optimiser", "--set", "optimiser.name=sgd")]
    [InlineData("paper.yaml with --set batch=0: batch is 0; choose 1 to 4096", "--set", "batch=0")]
    [InlineData("--epochs 0: give 1 or more", "--epochs", "0")]
    [InlineData("--epochs 1000000: give 100000 or less", "--epochs", "1000000")]
    [InlineData("with --set loss=null: loss has no value; give one", "--set", "loss=null")]
    [InlineData("schedule[0] has no value; give one", "--set", "schedule=[null]")]
    [InlineData("the key 'bach' is not known (did you mean 'batch'?)", "--set", "bach=8")]
    [InlineData("batch is '1e9'; give a whole number", "--set", "batch=1e9")]
    [InlineData("is not an existing folder", "--seed", "1")] // all right but for the dataset
    public async Task What_cannot_be_trained_is_one_line(string expected, params string[] arguments)
    {
        var outcome = await BuiltProgram.RunAsync(["train", "--data", folder["no-dataset"], "--out", folder["run"], .. arguments]);
        Assert.Contains(expected, outcome.OneErrorLine());
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Data_may_be_left_out_only_with_resume()
    {
        var missing = await BuiltProgram.RunAsync("train", "--out", folder["run"]);
        Assert.Equal("error: Option '--data' is required. See 'covidcxr train --help'.", missing.OneErrorLine(exitCode: 2));
        var resumed = await BuiltProgram.RunAsync("train", "--resume", "--out", folder["run"]);
        Assert.Equal(
            $"error: --resume: --out {folder["run"]} holds no run; give its folder, or --data to begin a new run there",
            resumed.OneErrorLine());
        Assert.Empty(folder.Names);
    }

    [Theory]
    [InlineData("predict", "xray.png")]
    [InlineData("evaluate", "--data", "dataset", "--out", "report")]
    public async Task A_model_that_is_none_is_one_line(string command, params string[] arguments)
    {
        File.WriteAllText(folder["file.txt"], "");
        var outcome = await BuiltProgram.RunAsync([command, "--model", folder.Path, .. arguments]);
        Assert.Contains("not the folder of a run", outcome.OneErrorLine());
    }

    [Fact]
    public async Task A_folder_that_is_no_report_is_one_line() =>
        Assert.Contains("not a report", (await BuiltProgram.RunAsync("compare", folder.Path)).OneErrorLine());
}
