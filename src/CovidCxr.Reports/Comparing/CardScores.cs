using CovidCxr.Core;

namespace CovidCxr.Reports.Comparing;

/// <summary>Reads the metrics of a report that a model card contains.</summary>
public static class CardScores
{
    private static readonly IReadOnlyList<string> Names =
    [
        "test.images", "test.accuracy", "test.macro_auc", "test.ece",
        .. Findings.All.SelectMany(finding => new[] { $"test.{finding.Key()}.recall", $"test.{finding.Key()}.precision" }),
        "val.accuracy", "controls.images", "controls.called_covid19", "controls.auc_vs_covid19",
    ];

    /// <summary>Reads the metrics and checks that the report belongs to a run.</summary>
    /// <param name="report">The report's folder.</param>
    /// <param name="recipe">The name of the run's recipe.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="dataset">The fingerprint of the run's dataset.</param>
    /// <param name="weights">
    /// The fingerprint of the run's weights; two trainings of one recipe and seed differ if libraries or processors do.
    /// </param>
    /// <returns>The measured metrics by their path in <c>metrics.json</c>, always in the same order.</returns>
    /// <exception cref="InputException">The folder is not a report, or belongs to another run.</exception>
    public static IReadOnlyDictionary<string, double> Read(string report, string recipe, long seed, string dataset, string weights)
    {
        using var metrics = MetricsDocument.Open(report);
        Same("recipe", metrics.Text("recipe"), recipe);
        Same("seed", metrics.Text("seed"), $"{seed}");
        Same("dataset", metrics.Text("dataset.fingerprint"), dataset);
        Same("weights", metrics.Text("fingerprint"), weights);
        var scores = new OrderedDictionary<string, double>();
        foreach (var name in Names)
            if (metrics.Number(name) is { } number)
                scores.Add(name, number);
        return scores;

        void Same(string what, string reported, string expected)
        {
            if (reported != expected)
                throw new InputException(
                    $"--report {report}: has {what} '{reported}' but the run has {what} '{expected}'; name the report of this run");
        }
    }
}
