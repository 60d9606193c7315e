using CovidCxr.Core;

namespace CovidCxr.Training.Recipes;

/// <summary>Words for errors about recipes.</summary>
internal static class RecipeWords
{
    private const int LongestShown = 60;

    /// <summary>Puts a text of the user on one line, and shortens a long one.</summary>
    public static string Short(string text)
    {
        var line = new string([.. text.Take(LongestShown + 1).Select(letter => char.IsControl(letter) ? ' ' : letter)]);
        return line.Length > LongestShown ? line[..LongestShown] + "..." : line;
    }

    /// <summary>Asks <c> (did you mean 'optimizer'?)</c>, with the blank before it; empty if no known word is near.</summary>
    /// <param name="word">The word that is not known.</param>
    /// <param name="known">The known words.</param>
    public static string DidYouMean(string word, IEnumerable<string> known)
    {
        var near = NearestWord.To(word, known);
        return near is null ? "" : $" (did you mean '{near}'?)";
    }
}
