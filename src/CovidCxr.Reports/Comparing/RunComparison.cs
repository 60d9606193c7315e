using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Paper;
using CovidCxr.Reports.Tables;

namespace CovidCxr.Reports.Comparing;

/// <summary>Compares reports: runs of one recipe with several seeds, or of several recipes.</summary>
public sealed class RunComparison
{
    private static readonly IReadOnlyList<(string Name, double? Paper)> Compared =
    [
        ("test.accuracy", PaperResults.Test.Accuracy),
        ("test.covid19.recall", PaperResults.Covid19Recall),
        ("test.covid19.precision", null),
        ("test.macro_auc", null),
        ("test.macro_f1", null),
        ("test.micro_precision", PaperResults.Test.Precision),
        ("test.micro_recall", PaperResults.Test.Recall),
        ("test.smoothed_loss", PaperResults.Test.Loss),
        ("test.ece", null),
        ("val.accuracy", null),
        ("train.accuracy", PaperResults.Train.Accuracy),
        ("controls.called_covid19", null),
        ("controls.auc_vs_covid19", null),
    ];

    // How each run was measured, one line each, equal ones once.
    private readonly IReadOnlyList<string> conditions;

    private RunComparison(IReadOnlyList<string> runs, IReadOnlyList<ComparedMetric> metrics, IReadOnlyList<string> conditions)
    {
        Runs = runs;
        Metrics = metrics;
        this.conditions = conditions;
    }

    /// <summary>The names of the runs: recipe and seed.</summary>
    public IReadOnlyList<string> Runs { get; }

    /// <summary>The metrics, the most important first.</summary>
    public IReadOnlyList<ComparedMetric> Metrics { get; }

    /// <summary>Reads the <c>metrics.json</c> of the reports.</summary>
    /// <param name="reports">Folders of reports, at least one.</param>
    /// <exception cref="InputException">A folder is not a report, or the reports were measured on different datasets.</exception>
    public static RunComparison Read(IReadOnlyList<string> reports)
    {
        var documents = reports.Select(MetricsDocument.Open).ToList();
        try
        {
            var dataset = documents[0].Text("dataset.fingerprint");
            for (var i = 1; i < documents.Count; i++)
                if (documents[i].Text("dataset.fingerprint") != dataset)
                    throw new InputException(
                        $"{reports[i]}: was measured on another dataset than {reports[0]}; compare reports of one dataset");
            return new RunComparison(
                [.. documents.Select(d => $"{d.Text("recipe")} seed {d.Text("seed")}")],
                [
                    .. Compared.Select(c => new ComparedMetric(
                        c.Name, c.Paper, [.. documents.Select(d => d.Number(c.Name))], [.. documents.Select(d => d.Has(c.Name))])),
                ],
                [.. documents.Select(Condition).Distinct()]);
        }
        finally
        {
            documents.ForEach(document => document.Dispose());
        }
    }

    private static string Condition(MetricsDocument metrics)
    {
        var weights = metrics.Text("fingerprint");
        return $"{metrics.Text("command")} ({metrics.Text("processor")}, {metrics.Text("date")}, version {metrics.Text("version")}"
            + (weights.Length == 0 ? ")" : $", weights {weights})"); // missing in reports of older versions
    }

    /// <summary>Writes the table as CSV, preceded by comment lines with command, processor, date, version and weights.</summary>
    public byte[] ToCsv()
    {
        var csv = new CsvText(["figure", "paper", .. Runs, "mean", "standard_deviation"]);
        foreach (var metric in Metrics)
            csv.Row([metric.Name, metric.Paper, .. metric.Values.Cast<object?>(), metric.Mean, metric.Deviation]);
        var comments = string.Concat(conditions.Select(line => $"# {line.ReplaceLineEndings("\n# ")}\n"));
        return [.. Encoding.UTF8.GetBytes(comments), .. csv.ToBytes()];
    }
}

/// <summary>One metric of several runs.</summary>
/// <param name="Name">Its path in <c>metrics.json</c>, for example <c>test.accuracy</c>.</param>
/// <param name="Paper">The paper's value; null if it gives none.</param>
/// <param name="Values">The values in the order of the runs; null if a run has none.</param>
/// <param name="IsMeasured">Whether each run measured the metric; a measured one without a value is not defined.</param>
public sealed record ComparedMetric(string Name, double? Paper, IReadOnlyList<double?> Values, IReadOnlyList<bool> IsMeasured)
{
    /// <summary>The mean over the runs that measured the metric; null if none did, or if it is not defined for one of them.</summary>
    public double? Mean => IsDefined ? Values.Average() : null;

    /// <summary>The standard deviation (n - 1) over the runs that measured the metric; null with fewer than two, or as the mean.</summary>
    public double? Deviation
    {
        get
        {
            var present = Values.OfType<double>().ToList();
            if (present.Count < 2 || !IsDefined)
                return null;
            var mean = present.Average();
            return Math.Sqrt(present.Sum(value => (value - mean) * (value - mean)) / (present.Count - 1));
        }
    }

    // A mean over the runs that happen to have a value would be that of other runs.
    private bool IsDefined => Values.Zip(IsMeasured).All(run => run.First is not null || !run.Second);
}
