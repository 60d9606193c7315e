using CovidCxr.Core;

namespace CovidCxr.Reports.Comparing;

/// <summary>The figures of a report that a model's card tells.</summary>
public static class CardScores
{
    private static readonly IReadOnlyList<string> Told =
    [
        "test.images", "test.accuracy", "test.macro_auc", "test.ece",
        .. Findings.All.SelectMany(finding => new[] { $"test.{finding.Key()}.recall", $"test.{finding.Key()}.precision" }),
        "val.accuracy", "controls.images", "controls.called_covid19", "controls.auc_vs_covid19",
    ];

    /// <summary>Reads them.</summary>
    /// <param name="report">The report's folder.</param>
    /// <param name="recipe">Name of the recipe that the report must be of.</param>
    /// <param name="seed">And its seed.</param>
    /// <param name="dataset">And the fingerprint of the dataset.</param>
    /// <param name="weights">And the fingerprint of the weights: two trainings of one recipe and seed differ where libraries or processors do.</param>
    /// <returns>By name, those that were measured, always in the same order.</returns>
    /// <exception cref="InputException">The folder is no report, or one of another run.</exception>
    public static IReadOnlyDictionary<string, double> Read(string report, string recipe, long seed, string dataset, string weights)
    {
        using var metrics = MetricsDocument.Open(report);
        Same("recipe", metrics.Text("recipe"), recipe);
        Same("seed", metrics.Text("seed"), $"{seed}");
        Same("dataset", metrics.Text("dataset.fingerprint"), dataset);
        Same("weights", metrics.Text("fingerprint"), weights);
        var scores = new OrderedDictionary<string, double>();
        foreach (var name in Told)
            if (metrics.Number(name) is { } number)
                scores.Add(name, number);
        return scores;

        void Same(string what, string reported, string expected)
        {
            if (reported != expected)
                throw new InputException($"--report {report}: is of {what} '{reported}', the run is of '{expected}'; give the report of this run");
        }
    }
}
