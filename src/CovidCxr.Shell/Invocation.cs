using System.CommandLine;

namespace CovidCxr.Shell;

/// <summary>What the user typed.</summary>
internal static class Invocation
{
    /// <summary>The command line as text, to stand in a report; words with blanks are quoted.</summary>
    public static string Text(ParseResult parsed) =>
        string.Join(' ', parsed.Tokens.Select(token => token.Value).Prepend("covidcxr").Select(word => word.Contains(' ') ? $"'{word}'" : word));
}
