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

    /// <summary>Whether <see cref="Of"/> cuts the file's name itself, so that two files may look alike.</summary>
    /// <inheritdoc cref="Of" path="/param"/>
    public static bool CutsName(string path, int width)
    {
        var name = Path.GetFileName(path).GetCellWidth();
        return path.GetCellWidth() > width && (name == path.GetCellWidth() ? name > width : name + Gap.Length + 1 > width);
    }

    /// <summary>Divides a text into lines.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The columns that a line may take, at least 2.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        while (text.Length > 0)
        {
            var line = First(text, width);
            yield return line;
            text = text[line.Length..];
        }
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
