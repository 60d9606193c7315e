using System.CommandLine;
using System.CommandLine.Parsing;
using CovidCxr.Core;

namespace CovidCxr.Shell;

/// <summary>
/// Finds what System.CommandLine accepts and no user means: an unknown option that is taken as a file or as the value of another option,
/// and an empty value.
/// </summary>
internal static class UsageCheck
{
    /// <summary>Describes the first fault; null if there is none.</summary>
    /// <param name="parsed">The command line.</param>
    public static string? FindFault(ParseResult parsed)
    {
        // The directives of completion complete half a command line.
        if (parsed.Tokens.Any(token => token.Type == TokenType.Directive))
            return null;
        var options = AfterDoubleDash(parsed);
        foreach (var result in parsed.CommandResult.Children)
            foreach (var token in result.Tokens.Where(token => !options.Contains(token)))
                if (Fault(parsed, result, token.Value) is { } fault)
                    return fault;
        return null;
    }

    /// <summary>Describes a word that the command does not know, with the known word that is nearest.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="word">The word.</param>
    public static string Unknown(ParseResult parsed, string word)
    {
        var near = NearestWord.To(Name(word).TrimStart('-'), Known(parsed.CommandResult).Select(known => known.TrimStart('-')));
        var meant = Known(parsed.CommandResult).FirstOrDefault(known => known.TrimStart('-') == near);
        return $"'{Name(word)}' is not known here{(meant is null ? "" : $"; did you mean '{meant}'?")}{(meant is null ? "." : "")}";
    }

    private static string? Fault(ParseResult parsed, SymbolResult result, string value) => (result, value) switch
    {
        (OptionResult option, "") => $"{option.Option.Name} is empty; give a value.",
        (ArgumentResult argument, "") => $"<{argument.Argument.Name}> is empty; give a value.",
        (OptionResult option, _) when value.Contains('\0') => $"{option.Option.Name} contains a null character; give another value.",
        (OptionResult option, _) when value.StartsWith("--", StringComparison.Ordinal) =>
            $"{option.Option.Name} has no value, because '{Name(value)}' begins like an option.",
        (ArgumentResult, _) when value.StartsWith('-') && value != "-" =>
            $"{Unknown(parsed, value)} A file that begins with a dash comes after '--'.",
        _ => null,
    };

    // Everything after "--" is meant as it stands.
    private static HashSet<Token> AfterDoubleDash(ParseResult parsed) =>
        new(parsed.Tokens.SkipWhile(token => token.Type != TokenType.DoubleDash), ReferenceEqualityComparer.Instance);

    // --out=x and --out:x name the option --out.
    private static string Name(string word) => word.StartsWith('-') ? word.Split('=', ':')[0] : word;

    private static IEnumerable<string> Known(CommandResult result) =>
        result.Command.Options.Where(option => !option.Hidden).Select(option => option.Name)
            .Concat(result.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name))
            .Append("--help");
}
