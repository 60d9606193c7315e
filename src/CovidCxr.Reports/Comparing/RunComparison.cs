using System.Globalization;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Paper;
using CovidCxr.Reports.Tables;

namespace CovidCxr.Reports.Comparing;

/// <summary>Sets reports side by side: runs of one recipe with several seeds, or of several recipes.</summary>
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

    private RunComparison(IReadOnlyList<string> runs, IReadOnlyList<RunFigure> figures, string conditions)
    {
        Runs = runs;
        Figures = figures;
        Conditions = conditions;
    }

    /// <summary>The runs' names: recipe and seed.</summary>
    public IReadOnlyList<string> Runs { get; }

    /// <summary>The figures, the most telling first.</summary>
    public IReadOnlyList<RunFigure> Figures { get; }

    /// <summary>How they were measured: commands, processors, dates, weights, one line each; equal ones once.</summary>
    public string Conditions { get; }

    /// <summary>Reads the reports' <c>metrics.json</c>.</summary>
    /// <param name="reports">Folders of reports, at least one.</param>
    /// <exception cref="InputException">A folder is no report, or the reports were measured on different datasets.</exception>
    public static RunComparison Read(IReadOnlyList<string> reports)
    {
        var documents = reports.Select(MetricsDocument.Open).ToList();
        try
        {
            var dataset = documents[0].Text("dataset.fingerprint");
            for (var i = 1; i < documents.Count; i++)
                if (documents[i].Text("dataset.fingerprint") != dataset)
                    throw new InputException($"{reports[i]}: was measured on another dataset than {reports[0]}; their figures cannot be compared");
            return new RunComparison(
                [.. documents.Select(d => $"{d.Text("recipe")} seed {d.Text("seed")}")],
                [.. Compared.Select(c => new RunFigure(c.Name, c.Paper, [.. documents.Select(d => d.Number(c.Name))]))],
                string.Join('\n', documents.Select(Condition).Distinct()));
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
            + (weights.Length == 0 ? ")" : $", weights {weights})"); // an older report does not name them
    }

    /// <summary>The table as CSV, with the conditions as comment lines before it.</summary>
    public byte[] ToCsv()
    {
        var csv = new CsvText(["figure", "paper", .. Runs, "mean", "standard_deviation"]);
        foreach (var figure in Figures)
            csv.Row([figure.Name, figure.Paper, .. figure.Values.Cast<object?>(), figure.Mean, figure.Deviation]);
        var conditions = string.Concat(Conditions.Split('\n').Select(line => $"# {line}\n"));
        return [.. Encoding.UTF8.GetBytes(conditions), .. csv.ToBytes()];
    }
}

/// <summary>One figure of several runs.</summary>
/// <param name="Name">Its place in <c>metrics.json</c>, for example <c>test.accuracy</c>.</param>
/// <param name="Paper">The paper's value; null where it has none.</param>
/// <param name="Values">The runs' values, in their order; null where a run has none.</param>
public sealed record RunFigure(string Name, double? Paper, IReadOnlyList<double?> Values)
{
    /// <summary>The mean of the runs that have a value; null where none has.</summary>
    public double? Mean => Values.Average();

    /// <summary>Their standard deviation (n - 1); null with fewer than two.</summary>
    public double? Deviation
    {
        get
        {
            var present = Values.OfType<double>().ToList();
            if (present.Count < 2)
                return null;
            var mean = present.Average();
            return Math.Sqrt(present.Sum(value => (value - mean) * (value - mean)) / (present.Count - 1));
        }
    }
}
