namespace CovidCxr.Shell;

/// <summary>Text on one line, as every error is printed.</summary>
internal static class OneLine
{
    /// <summary>Line breaks and tabs become single blanks.</summary>
    public static string Of(string text) =>
        string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
