namespace CovidCxr.Core.Evaluation;

/// <summary>
/// How a recipe does on one class of a collection that its network knows, and on the same class of the same collection if the network has
/// never seen the collection. The second is what a hospital may expect that is in no collection.
/// </summary>
/// <param name="Source">The collection's short name.</param>
/// <param name="Actual">The class.</param>
/// <param name="Within">Validation images called COVID-19, Normal and Pneumonia by a network that learned from the collection, [3].</param>
/// <param name="Across">Training and validation images called so by a network that did not, [3].</param>
public sealed record AcrossScore(string Source, Finding Actual, IReadOnlyList<int> Within, IReadOnlyList<int> Across)
{
    /// <summary>The share that the network that knows the collection calls by their class, 0 to 1; NaN without images.</summary>
    public double RightWithin => Share(Within);

    /// <summary>The share that the network that does not know the collection calls by their class, 0 to 1.</summary>
    public double RightAcross => Share(Across);

    /// <summary>Counts the answers of both networks, by class and collection.</summary>
    public static IReadOnlyList<AcrossScore> Of(IReadOnlyList<AcrossAnswer> answers)
    {
        var known = answers.Where(answer => answer.IsKnown).ToLookup(answer => (answer.Source, answer.Actual), answer => answer.Called);
        return
        [
            .. answers.Where(answer => !answer.IsKnown).GroupBy(answer => (answer.Source, answer.Actual), answer => answer.Called)
                .OrderBy(cell => cell.Key.Actual)
                .ThenBy(cell => cell.Key.Source, StringComparer.Ordinal)
                .Select(cell => new AcrossScore(cell.Key.Source, cell.Key.Actual, Counts(known[cell.Key]), Counts(cell))),
        ];
    }

    private static int[] Counts(IEnumerable<Finding> called)
    {
        var all = called.ToList();
        return [.. Findings.All.Select(finding => all.Count(answer => answer == finding))];
    }

    private double Share(IReadOnlyList<int> called) => (double)called[(int)Actual] / called.Sum();
}

/// <summary>What a network called an image.</summary>
/// <param name="Source">The collection's short name.</param>
/// <param name="Actual">The class.</param>
/// <param name="Group">The patient group.</param>
/// <param name="IsKnown">Whether the network learned from the collection.</param>
/// <param name="Called">The answer.</param>
public sealed record AcrossAnswer(string Source, Finding Actual, string Group, bool IsKnown, Finding Called);
