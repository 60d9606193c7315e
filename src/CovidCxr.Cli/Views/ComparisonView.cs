using System.Globalization;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Paper;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>The paper's figures beside a run's own, as a table.</summary>
internal static class ComparisonView
{
    /// <summary>Prints the rows.</summary>
    public static void Print(IReadOnlyList<Comparison> rows)
    {
        var table = Screen.NewTable();
        table.AddColumns("figure", "paper", "this run", "95 % interval");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (var row in rows)
            table.AddRow(
                new Text(row.Name),
                new Text(Number(row.Paper)),
                new Text(Number(row.Run)),
                new Text(row.Interval is { } interval ? $"{Number(interval.Low)} to {Number(interval.High)}" : ""));
        Screen.Out.Write(table);
    }

    private static string Number(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "";
}
