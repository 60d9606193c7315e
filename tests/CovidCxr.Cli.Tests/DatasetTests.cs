using Xunit;

namespace CovidCxr.Cli.Tests;

[Trait("Speed", "slow")]
public sealed class DatasetTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Build_and_show_print_the_same_tables()
    {
        SyntheticSources.Draw(folder["sources"]);
        var build = await BuiltProgram.RunAsync(
            "dataset", "build", "--sources", folder["sources"], "--out", folder["dataset"], "--size", "32", "--test-covid", "3");
        var built = build.Success();
        var shown = (await BuiltProgram.RunAsync("dataset", "show", folder["dataset"])).Success();

        Golden.Check("dataset-show.txt", shown);
        Assert.EndsWith(shown, built);
        Assert.Contains("reading images: 64/64 in ", build.Error);
        Assert.All(shown, c => Assert.InRange(c, '\n', '~'));
        Assert.Equal(["dataset", "sources"], folder.Names);
    }

    [Fact]
    public async Task On_a_terminal_there_are_boxes_no_wider_than_80_columns()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "the program script, which gives the test a terminal, is missing");
        SyntheticSources.Draw(folder["sources"]);
        var command = $"stty cols 80 rows 40; '{BuiltProgram.Host}' '{BuiltProgram.Assembly}' dataset build"
            + $" --sources '{folder["sources"]}' --out '{folder["dataset"]}' --size 32 --test-covid 3";
        var environment = new Dictionary<string, string> { ["TERM"] = "xterm", ["LC_ALL"] = "C.UTF-8" };
        using var process = BuiltProgram.Start(environment, ["-qec", command, "/dev/null"], "/usr/bin/script");
        var outcome = await BuiltProgram.EndAsync(process);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("\e[", outcome.Output);
        var table = outcome.Output.Split('\n').Where(line => line.StartsWith('\u2502') || line.StartsWith('\u256d')).ToList();
        Assert.NotEmpty(table);
        Assert.All(table, line => Assert.InRange(line.TrimEnd().Length, 1, 80));
    }
}
