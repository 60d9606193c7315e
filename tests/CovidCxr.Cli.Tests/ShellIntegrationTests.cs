using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>Runs the completion scripts in the shells themselves, and the manual page through groff.</summary>
public sealed class ShellIntegrationTests
{
    [Theory]
    [InlineData("pred", "predict")]
    [InlineData("predict --form", "--format")]
    [InlineData("predict --format ", "csv json table")]
    [InlineData("predict ", "")] // files: left to the shell
    [InlineData("dataset ", "build fetch show suspects")]
    public async Task Bash_completes(string words, string expected) => Assert.Equal(expected, await CompleteAsync("bash", words, """
        source <(covidcxr completion bash)
        COMP_WORDS=(covidcxr $WORDS); [[ $WORDS != *' ' ]] || COMP_WORDS+=('')
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _covidcxr covidcxr
        echo "${COMPREPLY[*]}"
        """));

    [Theory]
    [InlineData("pred", "predict")]
    [InlineData("predict --form", "--format")]
    [InlineData("predict --format ", "csv json table")]
    [InlineData("predict ", "files")]
    public async Task Zsh_completes(string words, string expected) => Assert.Equal(expected, await CompleteAsync("zsh", words, """
        compdef() { }
        source =(covidcxr completion zsh)
        compadd() { print -r -- ${(P)${@[-1]}} }
        _files() { print files }
        words=(covidcxr ${=WORDS}); [[ $WORDS != *' ' ]] || words+=('')
        CURRENT=${#words}
        _covidcxr
        """));

    [Theory]
    [InlineData("pred", "predict")]
    [InlineData("predict --form", "--format")]
    [InlineData("predict --format ", "csv json table")]
    public async Task Fish_completes(string words, string expected) => Assert.Equal(expected, await CompleteAsync("fish", words, """
        cd (mktemp -d)
        covidcxr completion fish | source
        complete -C "covidcxr $WORDS" | string join ' '
        """));

    [Fact]
    public async Task The_manual_names_every_command_and_groff_finds_no_fault_in_it()
    {
        var page = (await BuiltProgram.RunAsync("manual")).Success();
        foreach (var part in new[] { ".SS predict\n", ".SS dataset build\n", "\\-\\-heatmaps", ".SH EXIT STATUS", ".SH ENVIRONMENT" })
            Assert.Contains(part, page);
        SkipWithout("groff");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, page, TestContext.Current.CancellationToken);
        using var groff = BuiltProgram.Start([], ["-ww", "-man", "-Tutf8", "-P-cbou", file], "groff");
        var formatted = await BuiltProgram.EndAsync(groff);
        File.Delete(file);
        Assert.Equal("", formatted.Error);
        Assert.Contains("covidcxr predict --out scores.csv --resume folder", formatted.Output);
        Assert.DoesNotContain("\\", formatted.Output);
    }

    [Fact]
    public async Task Completion_of_an_unknown_shell_names_the_known_ones()
    {
        var error = (await BuiltProgram.RunAsync("completion", "tcsh")).OneErrorLine(exitCode: 2);
        Assert.Contains("tcsh", error);
        Assert.Contains("fish", error);
    }

    private static async Task<string> CompleteAsync(string shell, string words, string script)
    {
        SkipWithout(shell);
        var path = $"{Path.GetDirectoryName(BuiltProgram.Assembly)}:{Environment.GetEnvironmentVariable("PATH")}";
        var environment = new Dictionary<string, string> { ["PATH"] = path, ["WORDS"] = words };
        using var process = BuiltProgram.Start(environment, ["-c", script], shell);
        var outcome = await BuiltProgram.EndAsync(process);
        Assert.Equal("", outcome.Error);
        return outcome.Output.Trim();
    }

    private static void SkipWithout(string program)
    {
        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        Assert.SkipUnless(folders.Any(folder => File.Exists(Path.Combine(folder, program))), $"{program} is not installed");
    }
}
