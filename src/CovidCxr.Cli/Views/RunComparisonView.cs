using CovidCxr.Reports.Comparing;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>Shows a comparison of reports on the terminal: the paper's figures beside those of each run.</summary>
internal static class RunComparisonView
{
    /// <summary>Prints the table.</summary>
    public static void Print(RunComparison comparison)
    {
        var table = Screen.NewTable();
        table.AddColumns(["figure", "paper", .. comparison.Runs, "mean", "sd"]);
        table.Columns[0].NoWrap();
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (var metric in comparison.Metrics)
            table.AddRow(
            [
                metric.Name,
                FigureText.Of(metric.Paper),
                .. metric.Values.Zip(metric.IsMeasured, FigureText.OfRun),
                FigureText.OfRun(metric.Mean, metric.IsMeasured.Contains(true)),
                FigureText.Of(metric.Deviation),
            ]);
        Screen.Out.Write(table);
        if (comparison.Metrics.Any(metric => metric.Values.Zip(metric.IsMeasured).Any(run => run.First is null && run.Second)))
            Screen.WriteLine("not defined: a class that the figure needs has no image in that set, or was never predicted");
    }
}
