using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Tables;

namespace CovidCxr.Reports.Comparing;

/// <summary>
/// The table of measured runs, <c>results/runs.csv</c>: one row for each run, copied from its report by
/// <c>covidcxr compare --record</c>, never typed by hand. Rows of version 0.1.0 are older than the command; see results/README.md.
/// </summary>
public static class RunLedger
{
    // The name in the header and the path in metrics.json.
    private static readonly IReadOnlyList<(string Name, string Path)> TextColumns =
    [
        ("date", "date"),
        ("version", "version"),
        ("recipe", "recipe"),
        ("seed", "seed"),
        ("weights", "fingerprint"),
        ("dataset", "dataset.fingerprint"),
        ("processor", "processor"),
        ("command", "command"),
    ];

    private static readonly IReadOnlyList<(string Name, string Path)> NumberColumns =
    [
        ("test_accuracy", "test.accuracy"),
        ("test_accuracy_low", "test.accuracy_interval.0"),
        ("test_accuracy_high", "test.accuracy_interval.1"),
        .. Findings.All.Select(finding => finding.Key()).SelectMany(key => new[]
        {
            ($"{key}_recall", $"test.{key}.recall"),
            ($"{key}_precision", $"test.{key}.precision"),
        }),
        ("macro_auc", "test.macro_auc"),
        ("precision_at_half", "test.micro_precision"),
        ("recall_at_half", "test.micro_recall"),
        ("ece", "test.ece"),
        ("val_accuracy", "val.accuracy"),
        ("controls_called_covid19", "controls.called_covid19"),
        ("controls_auc", "controls.auc_vs_covid19"),
    ];

    private static readonly string[] Header = [.. TextColumns.Concat(NumberColumns).Select(column => column.Name)];
    private static readonly int WeightsColumn = Array.IndexOf(Header, "weights");
    private static readonly int DatasetColumn = Array.IndexOf(Header, "dataset");

    /// <summary>
    /// Adds a row for each report. The fingerprints of weights and dataset identify a run; its earlier row is replaced in place. A metric
    /// that was not measured is empty.
    /// </summary>
    /// <param name="file">The CSV file; it is created with its header if it does not exist.</param>
    /// <param name="reports">Folders of reports.</param>
    /// <exception cref="InputException">
    /// A folder is not a report or does not name its weights, or the file has other columns or cannot be read or written.
    /// </exception>
    public static void Record(string file, IReadOnlyList<string> reports)
    {
        var runs = reports.Select(ReadRun).ToList();
        var rows = LedgerFile.Read($"--record {file}", file, Header, "a table of runs", "name a new file or one that --record wrote");
        foreach (var run in runs)
        {
            var known = rows.FindIndex(row => Identity(row) == Identity(run));
            if (known < 0)
                rows.Add(run);
            else
                rows[known] = run;
        }
        AtomicFile.Write(file, Csv.Table(Header, rows));
    }

    private static IReadOnlyList<string> ReadRun(string report)
    {
        using var metrics = MetricsDocument.Open(report);
        IReadOnlyList<string> run =
        [
            .. TextColumns.Select(column => metrics.Text(column.Path)),
            .. NumberColumns.Select(column => CsvText.Cell(metrics.Number(column.Path))),
        ];
        return Identity(run) is { Weights: "" } or { Dataset: "" }
            ? throw new InputException(
                $"{report}: does not name its weights and dataset; evaluate the run again with 'covidcxr evaluate' of this version")
            : run;
    }

    private static (string Weights, string Dataset) Identity(IReadOnlyList<string> row) => (row[WeightsColumn], row[DatasetColumn]);
}
