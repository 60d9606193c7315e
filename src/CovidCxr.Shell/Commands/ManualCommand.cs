using System.CommandLine;
using CovidCxr.Core;
using CovidCxr.Shell.Integration;

namespace CovidCxr.Shell.Commands;

/// <summary><c>covidcxr manual</c>: prints the manual page of the program that runs.</summary>
internal sealed class ManualCommand : Command, IHasExamples
{
    public ManualCommand()
        : base("manual", "Print the manual page, for man(1).") => SetAction(Run);

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr manual | man -l -",
        "covidcxr manual > ~/.local/share/man/man1/covidcxr.1",
    ];

    private static int Run(ParseResult parsed)
    {
        var root = (RootCommand)parsed.RootCommandResult.Command;
        parsed.InvocationConfiguration.Output.Write(new ManualPage(root, ProductVersion.Number).Text);
        return ExitCode.Done;
    }
}
