using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Comparing;
using CovidCxr.Reports.Tables;

namespace CovidCxr.Reports.Benchmarking;

/// <summary>
/// The table of a benchmark: one row for each run, in the order in which the runs end. The whole file is written anew with every row, so a
/// program that is killed leaves the table of before or of after.
/// </summary>
public static class BenchmarkTable
{
    // The name in the header, and the path in the metrics.json of the run's report.
    private static readonly (string Name, string Path)[] Texts =
    [
        ("recipe", "recipe"),
        ("seed", "seed"),
        ("weights", "fingerprint"),
        ("dataset", "dataset.fingerprint"),
        ("date", "date"),
        ("version", "version"),
        ("processor", "processor"),
    ];

    private static readonly (string Name, Func<BenchmarkCost, object?> Value)[] Costs =
    [
        ("network", cost => cost.Network),
        ("input_size", cost => cost.InputSize),
        ("arithmetic", cost => cost.Arithmetic),
        ("recipe_sha256", cost => cost.RecipeSha256),
        ("budget_minutes", cost => cost.BudgetMinutes),
        ("without_sources", cost => cost.WithoutSources),
        ("parameters", cost => cost.Parameters),
        ("multiply_adds", cost => cost.MultiplyAdds),
        ("flops", cost => 2 * cost.MultiplyAdds),
        ("epochs", cost => cost.Epochs),
        ("seconds_per_epoch", cost => cost.SecondsPerEpoch),
        ("peak_memory_bytes", cost => cost.PeakMemory),
        ("images_per_second", cost => cost.ImagesPerSecond),
        ("file_bytes", cost => cost.FileBytes),
        ("across_images", cost => cost.AcrossImages),
        ("across_recall", cost => cost.AcrossRecall),
    ];

    private static readonly (string Name, string Path)[] Scores =
    [
        .. WithInterval("test_accuracy", "test.accuracy"),
        .. WithInterval("covid19_recall", "test.covid19.recall"),
        .. WithInterval("same_source_auc", "controls.auc_vs_covid19"),
        .. WithInterval("controls_called_covid19", "controls.called_covid19"),
        ("ece", "test.ece"),
        ("macro_auc", "test.macro_auc"),
        ("val_accuracy", "val.accuracy"),
    ];

    /// <summary>The names of the columns.</summary>
    public static IReadOnlyList<string> Header { get; } =
        [.. Texts.Select(column => column.Name), .. Costs.Select(column => column.Name), .. Scores.Select(column => column.Name)];

    /// <summary>Reads the rows; a missing file has none.</summary>
    /// <exception cref="InputException">The file is no table of a benchmark of this version, or damaged.</exception>
    public static IReadOnlyList<BenchmarkRow> Read(string file) =>
    [
        .. LedgerFile.Read(file, file, Header, "a table of a benchmark", "choose another --out").Select(cells =>
            new BenchmarkRow(Header.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))),
    ];

    /// <summary>Adds the row of a run.</summary>
    /// <param name="file">The table; made if it does not exist.</param>
    /// <param name="report">The folder of the run's report.</param>
    /// <param name="cost">What the report does not say.</param>
    /// <exception cref="InputException">The report cannot be read, or the table cannot be written.</exception>
    public static void Add(string file, string report, BenchmarkCost cost)
    {
        var rows = Read(file).Select(row => Header.Select(column => row.Cells[column]));
        using var metrics = MetricsDocument.Open(report);
        IEnumerable<string> added =
        [
            .. Texts.Select(column => metrics.Text(column.Path)),
            .. Costs.Select(column => CsvText.Cell(column.Value(cost))),
            .. Scores.Select(column => CsvText.Cell(metrics.Number(column.Path))),
        ];
        AtomicFile.Write(file, Csv.Table(Header, rows.Append(added)));
    }

    private static (string Name, string Path)[] WithInterval(string name, string path) =>
        [(name, path), ($"{name}_low", $"{path}_interval.0"), ($"{name}_high", $"{path}_interval.1")];
}
