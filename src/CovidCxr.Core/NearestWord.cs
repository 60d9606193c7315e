namespace CovidCxr.Core;

/// <summary>Finds the known word that a user may have meant.</summary>
public static class NearestWord
{
    private const int LongestWord = 60;

    /// <summary>
    /// Finds the known word that is nearest to a word, if at most a third of its letters differ: 'optimiser' is 'optimizer', but 'rate' is
    /// not 'name'.
    /// </summary>
    /// <param name="word">The word that is not known.</param>
    /// <param name="known">The known words.</param>
    /// <returns>The known word; null if none is near.</returns>
    public static string? To(string word, IEnumerable<string> known)
    {
        var near = word.Length > LongestWord ? null : known.MinBy(candidate => Edits(word, candidate));
        return near is not null && Edits(word, near) * 3 <= Math.Max(word.Length, near.Length) ? near : null;
    }

    /// <summary>
    /// The smallest number of letters to change, add, leave out or swap with their neighbor that turn one word into the other
    /// (Damerau 1964), whatever the case.
    /// </summary>
    private static int Edits(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        bool Same(int a, int b) => char.ToLowerInvariant(from[a - 1]) == char.ToLowerInvariant(to[b - 1]);
        for (var i = 0; i <= from.Length; i++)
            for (var k = 0; k <= to.Length; k++)
            {
                if (i == 0 || k == 0)
                {
                    edits[i, k] = i + k;
                    continue;
                }
                var best = Math.Min(edits[i - 1, k], edits[i, k - 1]) + 1;
                best = Math.Min(best, edits[i - 1, k - 1] + (Same(i, k) ? 0 : 1));
                var swapped = i > 1 && k > 1 && Same(i, k - 1) && Same(i - 1, k);
                edits[i, k] = swapped ? Math.Min(best, edits[i - 2, k - 2] + 1) : best;
            }
        return edits[from.Length, to.Length];
    }
}
