using CovidCxr.Reports.Benchmarking;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>Shows the table of a benchmark on the terminal.</summary>
internal static class BenchmarkView
{
    /// <summary>Prints a line for each run, the best accuracy first, and where table and page are.</summary>
    public static void Print(string tablePath, string pagePath)
    {
        var table = Screen.NewTable();
        table.AddColumns("recipe");
        Screen.AddNumbers(table, "seed", "weights,\nmillions", "accuracy", "COVID-19\nrecall", "AUC\ncontrols", "images\n/ s");
        var rows = BenchmarkTable.Read(tablePath);
        foreach (var row in rows.OrderByDescending(row => row.Number("test_accuracy")))
            table.AddRow(
                Screen.Cell(row.Recipe), Screen.Cell($"{row.Seed}"), Screen.Cell($"{row.Number("parameters") / 1e6:0.0}"),
                Cell(row, "test_accuracy"), Cell(row, "covid19_recall"), Cell(row, "same_source_auc"),
                Screen.Cell($"{row.Number("images_per_second"):0}"));
        if (rows.Count > 0)
            Screen.Write("Networks in equal time", table);
        Screen.WriteLine($"table: {tablePath}");
        if (rows.Count > 0)
            Screen.WriteLine($"page: {pagePath}");
    }

    private static Text Cell(BenchmarkRow row, string column) => Screen.Cell(FigureText.Of(row.Number(column)));
}
