using System.Globalization;
using System.Text;
using CovidCxr.Core.Storage;

namespace CovidCxr.Shell;

/// <summary>
/// Text from outside (names of files, cards, tables) as it may appear on a terminal or in a log: nothing in it moves the cursor, changes
/// colors, begins a line or turns the direction of reading, so no name can forge a row. CSV and JSON do without; they hold the text itself.
/// </summary>
internal static class TerminalText
{
    /// <summary>
    /// The text on one line: line breaks, tabs, other control characters, marks of direction and separators of lines are written as
    /// <c>\n</c>, <c>\t</c>, <c>\x1B</c> or <c>\u202E</c>, bytes that are not UTF-8 as <c>\xE9</c>.
    /// </summary>
    public static string Of(string text)
    {
        if (!text.Any(IsUnsafe))
            return text;
        var safe = new StringBuilder(text.Length + 16);
        text = PathBytes.Show(text);
        for (var i = 0; i < text.Length; i++)
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                safe.Append(text[i]).Append(text[++i]);
            else
                safe.Append(IsUnsafe(text[i]) ? Escape(text[i]) : text[i].ToString());
        return safe.ToString();
    }

    /// <summary>The lines of a text, each as <see cref="Of"/> has it.</summary>
    public static string Lines(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Of));

    // Control (Cc), format (Cf: directions, zero widths), line and paragraph separators, and halves of letters.
    private static bool IsUnsafe(char letter) => char.GetUnicodeCategory(letter)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate;

    private static string Escape(char letter) => letter switch
    {
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        <= '\xFF' => $"\\x{(int)letter:X2}",
        _ => $"\\u{(int)letter:X4}",
    };
}
