using System.CommandLine;

namespace CovidCxr.Shell;

/// <summary>The command line as the user typed it.</summary>
internal static class Invocation
{
    /// <summary>Formats the command line for a report; words with blanks are quoted.</summary>
    public static string Text(ParseResult parsed)
    {
        var words = parsed.Tokens.Select(token => token.Value).Prepend("covidcxr");
        return string.Join(' ', words.Select(word => word.Contains(' ') ? $"'{word}'" : word));
    }
}
