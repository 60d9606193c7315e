using Xunit;

namespace CovidCxr.Cli.Tests;

public sealed class UsageTests
{
    [Fact]
    public async Task Help_names_the_commands_and_gives_examples()
    {
        var help = (await BuiltProgram.RunAsync("--help")).Success();
        Assert.Contains("not a medical device", help);
        Assert.Contains("dataset", help);
        Assert.Contains("Examples:\n  covidcxr ", help);
    }

    [Theory]
    [InlineData("fetch", "--mirror")]
    [InlineData("build", "--test-covid")]
    [InlineData("show", "<dataset>")]
    public async Task Help_of_a_command_names_its_options_and_gives_an_example(string command, string option)
    {
        var help = (await BuiltProgram.RunAsync("dataset", command, "--help")).Success();
        Assert.Contains(option, help);
        Assert.Contains($"Examples:\n  covidcxr dataset {command} ", help);
        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 110));
    }

    [Theory]
    [InlineData("dataset", "build")]
    [InlineData("model", "verify")]
    [InlineData("samples", "draw")]
    [InlineData("lungs", "train")]
    public async Task Help_of_a_group_gives_an_example_of_each_command(string group, string command)
    {
        var examples = (await BuiltProgram.RunAsync(group, "--help")).Success().Split("Examples:\n")[1];
        Assert.Contains($"  covidcxr {group} {command}", examples);
    }

    [Fact]
    public async Task Version_names_the_program_and_the_commit_if_the_build_knew_it() =>
        Assert.Matches(@"^covidcxr \d+\.\d+\.\d+( \(commit [0-9a-f]{12}\))?\n$", (await BuiltProgram.RunAsync("--version")).Success());

    [Theory]
    [InlineData("'--sorces' is not known here; did you mean '--sources'? See 'covidcxr dataset build --help'.", "dataset", "build",
        "--sorces", "x")]
    [InlineData("'datset' is not known here; did you mean 'dataset'? See 'covidcxr --help'.", "datset", "show")]
    [InlineData("'bananas' is not known here. See 'covidcxr --help'.", "bananas")]
    [InlineData("'bild' is not known here; did you mean 'build'? See 'covidcxr dataset --help'.", "dataset", "bild")]
    [InlineData(
        "'--modle' is not known here; did you mean '--model'? "
            + "A file that begins with a dash comes after '--'. See 'covidcxr predict --help'.",
        "predict", "--modle", "m.onnx", "x.jpg")]
    [InlineData(
        "'-model' is not known here; did you mean '--model'? "
            + "A file that begins with a dash comes after '--'. See 'covidcxr predict --help'.",
        "predict", "-model=m.onnx", "x.jpg")]
    [InlineData(
        "'--jsno' is not known here; did you mean '--json'? "
            + "A file that begins with a dash comes after '--'. See 'covidcxr model show --help'.",
        "model", "show", "--jsno")]
    [InlineData("<files or folders> is empty; give a value. See 'covidcxr predict --help'.", "predict", "")]
    [InlineData("--out is empty; give a value. See 'covidcxr predict --help'.", "predict", "--out", "", "x.jpg")]
    [InlineData("--data has no value, because '--out' begins like an option. See 'covidcxr train --help'.", "train", "--data=",
        "--out", "r")]
    [InlineData("--record is empty; give a value. See 'covidcxr compare --help'.", "compare", "report", "--record", "")]
    [InlineData(
        "--out has no value, because '--formt' begins like an option. See 'covidcxr predict --help'.",
        "predict", "--out", "--formt", "csv", "x.jpg")]
    [InlineData("--heatmaps has no value; give one. See 'covidcxr predict --help'.", "predict", "x.jpg", "--heatmaps")]
    [InlineData(
        "--format tabel: give one of table, csv, json; did you mean 'table'? See 'covidcxr predict --help'.",
        "predict", "--format", "tabel", "x.jpg")]
    [InlineData("--threads two: give a whole number. See 'covidcxr predict --help'.", "predict", "--threads", "two", "x.jpg")]
    [InlineData("Option '--out' is required. See 'covidcxr dataset fetch --help'.", "dataset", "fetch")]
    [InlineData(
        "--size big: give a whole number. See 'covidcxr dataset build --help'.",
        "dataset", "build", "--sources", "a", "--out", "b", "--size", "big")]
    public async Task A_wrong_command_line_is_one_line_with_the_way_to_help(string expected, params string[] arguments) =>
        Assert.EndsWith(expected, (await BuiltProgram.RunAsync(arguments)).OneErrorLine(exitCode: 2));

    [Fact]
    public async Task After_two_dashes_a_file_may_begin_with_a_dash()
    {
        var outcome = await BuiltProgram.RunAsync("predict", "--", "--modle");
        Assert.Equal("error: --modle does not exist; check the path", outcome.Error.Split('\n')[0]);
    }

    [Theory]
    [InlineData]
    [InlineData("dataset")]
    public async Task Half_a_command_shows_what_may_follow(params string[] arguments)
    {
        var outcome = await BuiltProgram.RunAsync(arguments);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("Commands:", outcome.Error);
    }
}
