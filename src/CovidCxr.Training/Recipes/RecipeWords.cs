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
        // A third of the letters may be wrong: 'optimiser' is 'optimizer', but 'rate' is not 'name'.
        var near = known.MinBy(candidate => Edits(word, candidate));
        return near is not null && Edits(word, near) * 3 <= Math.Max(word.Length, near.Length) ? $" (did you mean '{near}'?)" : "";
    }

    /// <summary>
    /// The smallest number of letters to change, add, leave out or swap with their neighbor that turn one word into the other
    /// (Damerau 1964), whatever the case.
    /// </summary>
    private static int Edits(string from, string to)
    {
        if (from.Length > LongestShown)
            return from.Length;
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            for (var k = 0; k <= to.Length; k++)
            {
                if (i == 0 || k == 0)
                {
                    edits[i, k] = i + k;
                    continue;
                }
                bool Same(int a, int b) => char.ToLowerInvariant(from[a - 1]) == char.ToLowerInvariant(to[b - 1]);
                var best = Math.Min(edits[i - 1, k], edits[i, k - 1]) + 1;
                best = Math.Min(best, edits[i - 1, k - 1] + (Same(i, k) ? 0 : 1));
                edits[i, k] = i > 1 && k > 1 && Same(i, k - 1) && Same(i - 1, k) ? Math.Min(best, edits[i - 2, k - 2] + 1) : best;
            }
        return edits[from.Length, to.Length];
    }
}
