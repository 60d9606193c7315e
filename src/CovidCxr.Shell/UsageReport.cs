using System.CommandLine;
using System.CommandLine.Parsing;

namespace CovidCxr.Shell;

/// <summary>Says in one line what is wrong with a command line, and where its help is.</summary>
internal static class UsageReport
{
    /// <summary>Prints the line, or help where only the first half of a command was given; returns <see cref="ExitCode.Usage"/>.</summary>
    public static int Print(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0)
        {
            var words = FullName(parsed.CommandResult).Split(' ').Skip(1).Append("--help").ToArray();
            parsed.RootCommandResult.Command.Parse(words).Invoke(new InvocationConfiguration { Output = Console.Error });
            return ExitCode.Usage;
        }
        // A word that is not understood explains the rest: what it was meant to be is missing too.
        var reason = parsed.UnmatchedTokens.Count > 0
            ? $"'{parsed.UnmatchedTokens[0]}' is not known here."
            : OneLine.Of(parsed.Errors[0].Message);
        Console.Error.WriteLine($"error: {reason} See '{FullName(parsed.CommandResult)} --help'.");
        return ExitCode.Usage;
    }

    private static string FullName(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{FullName(parent)} {result.Command.Name}" : result.Command.Name;
}
