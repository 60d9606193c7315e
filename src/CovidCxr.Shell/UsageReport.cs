using System.CommandLine;
using System.CommandLine.Parsing;
using CovidCxr.Core;

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
        var reason = Reason(parsed);
        Console.Error.WriteLine($"error: {OneLine.Of(reason)} See '{FullName(parsed.CommandResult)} --help'.");
        return ExitCode.Usage;
    }

    // An unknown word comes first: errors such as a missing option are often its consequence.
    private static string Reason(ParseResult parsed) => UsageCheck.FindFault(parsed)
        ?? (parsed.UnmatchedTokens.Count > 0
            ? UsageCheck.Unknown(parsed, parsed.UnmatchedTokens[0])
            : OneLine.Of(Plain(parsed.Errors[0])));

    // The library's words name types of .NET and leave out how to go on.
    private static string Plain(ParseError error)
    {
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        var argument = error.SymbolResult as ArgumentResult;
        var name = option?.Option.Name ?? $"<{argument?.Argument.Name}>";
        var tokens = option?.Tokens ?? argument?.Tokens ?? [];
        if (option is { Implicit: false } && tokens.Count == 0)
            return $"{name} has no value; give one.";
        if (option is not null && tokens.Count == 1 && IsNumber(option.Option.ValueType) && error.Message.Contains(" type "))
            return $"{name} {tokens[0].Value}: give a whole number.";
        // 'a' not recognized. Must be one of: 'b' 'c'
        if (error.Message.Split("Must be one of:") is [_, var quoted] && tokens.Count > 0)
        {
            string[] choices = [.. quoted.Split('\'').Where((_, i) => i % 2 == 1)];
            var meant = NearestWord.To(tokens[^1].Value, choices) is { } near ? $"; did you mean '{near}'?" : ".";
            return $"{name} {tokens[^1].Value}: give one of {string.Join(", ", choices)}{meant}";
        }
        return error.Message.EndsWith('.') ? error.Message : error.Message + ".";
    }

    private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var number
        && (number == typeof(int) || number == typeof(long));

    private static string FullName(CommandResult result) =>
        result.Parent is CommandResult parent ? $"{FullName(parent)} {result.Command.Name}" : result.Command.Name;
}
