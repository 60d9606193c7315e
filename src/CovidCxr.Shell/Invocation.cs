using System.CommandLine;

namespace CovidCxr.Shell;

/// <summary>The command line as the user typed it.</summary>
internal static class Invocation
{
    /// <summary>Formats the command line for a report; words with blanks are quoted.</summary>
    public static string Text(ParseResult parsed) => Text([.. parsed.Tokens.Select(token => token.Value)]);

    /// <summary>Formats a command line of this program that the user can copy; words with blanks are quoted.</summary>
    public static string Text(params IEnumerable<string> words) =>
        string.Join(' ', words.Prepend("covidcxr").Select(word => word.Contains(' ') ? $"'{word}'" : word));
}
