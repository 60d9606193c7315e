using System.CommandLine;
using System.CommandLine.Parsing;

namespace CovidCxr.Shell;

/// <summary>Reports a wrong command line in one line that points to help.</summary>
internal static class UsageReport
{
    /// <summary>Prints the line, or the help of a command that lacks its subcommand.</summary>
    /// <returns><see cref="ExitCode.Usage"/>.</returns>
    public static int Print(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0)
        {
            var words = FullName(parsed.CommandResult).Split(' ').Skip(1).Append("--help").ToArray();
            parsed.RootCommandResult.Command.Parse(words).Invoke(new InvocationConfiguration { Output = Console.Error });
            return ExitCode.Usage;
        }
        // An unknown word comes first: errors such as a missing option are often its consequence.
        var reason = parsed.UnmatchedTokens.Count > 0
            ? $"'{parsed.UnmatchedTokens[0]}' is not known here."
            : OneLine.Of(parsed.Errors[0].Message);
        Console.Error.WriteLine($"error: {reason} See '{FullName(parsed.CommandResult)} --help'.");
        return ExitCode.Usage;
    }

    private static string FullName(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{FullName(parent)} {result.Command.Name}" : result.Command.Name;
}
