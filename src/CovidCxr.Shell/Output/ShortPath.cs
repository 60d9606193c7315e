using Spectre.Console;

namespace CovidCxr.Shell.Output;

/// <summary>Shortens paths for a column of a table.</summary>
internal static class ShortPath
{
    private const string Gap = "...";

    /// <summary>
    /// Shortens a path in the middle of its folders, and only if its file's name alone is too long in the middle of that.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <param name="width">The columns it may take, at least 8; a wide letter takes two.</param>
    public static string Of(string path, int width)
    {
        if (path.GetCellWidth() <= width)
            return path;
        var name = Path.GetFileName(path);
        var folder = width - Gap.Length - 1 - name.GetCellWidth();
        if (name.Length < path.Length && folder >= 0)
            return $"{First(path, folder)}{Gap}/{name}";
        var half = (width - Gap.Length) / 2;
        return $"{First(name, half)}{Gap}{Last(name, width - Gap.Length - half)}";
    }

    private static string First(string text, int width)
    {
        var taken = 0;
        foreach (var letter in text.EnumerateRunes())
        {
            if (text[..(taken + letter.Utf16SequenceLength)].GetCellWidth() > width)
                break;
            taken += letter.Utf16SequenceLength;
        }
        return text[..taken];
    }

    private static string Last(string text, int width)
    {
        var left = text.Length;
        foreach (var letter in text.EnumerateRunes().Reverse())
        {
            if (text[(left - letter.Utf16SequenceLength)..].GetCellWidth() > width)
                break;
            left -= letter.Utf16SequenceLength;
        }
        return text[left..];
    }
}
