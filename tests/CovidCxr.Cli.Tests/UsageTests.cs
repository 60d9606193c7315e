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
    [InlineData("'--sorces' is not known here. See 'covidcxr dataset build --help'.", "dataset", "build", "--sorces", "x")]
    [InlineData("'datset' is not known here. See 'covidcxr --help'.", "datset", "show")]
    [InlineData("Option '--out' is required. See 'covidcxr dataset fetch --help'.", "dataset", "fetch")]
    [InlineData(
        "expected type 'System.Int32'. See 'covidcxr dataset build --help'.",
        "dataset", "build", "--sources", "a", "--out", "b", "--size", "big")]
    public async Task A_wrong_command_line_is_one_line_with_the_way_to_help(string expected, params string[] arguments) =>
        Assert.EndsWith(expected, (await BuiltProgram.RunAsync(arguments)).OneErrorLine(exitCode: 2));

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
