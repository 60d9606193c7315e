using System.CommandLine;
using CovidCxr.Shell.Integration;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr completion</c>: prints the script by which a shell completes command lines.</summary>
internal sealed class CompletionCommand : Command, IHasExamples
{
    private readonly Argument<string> shell = new("shell") { Description = "The shell." };

    public CompletionCommand()
        : base("completion", "Print the script by which a shell completes command lines of this program.")
    {
        shell.AcceptOnlyFromAmong([.. CompletionScript.Shells]);
        Add(shell);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr completion bash > ~/.local/share/bash-completion/completions/covidcxr",
        "covidcxr completion zsh > ~/.zfunc/_covidcxr",
        "covidcxr completion fish > ~/.config/fish/completions/covidcxr.fish",
        "covidcxr completion powershell >> $PROFILE",
    ];

    private int Run(ParseResult parsed)
    {
        parsed.InvocationConfiguration.Output.Write(CompletionScript.For(parsed.GetRequiredValue(shell)));
        return ExitCode.Done;
    }
}
