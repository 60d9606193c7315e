using System.Globalization;
using CovidCxr.Cli.Workflows;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Paper;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>Shows an evaluation on the terminal: the paper's figures beside the run's, and where the report is.</summary>
internal static class EvaluationView
{
    /// <summary>Prints the table, the notes and the path of the page.</summary>
    public static void Print(EvaluateResult result)
    {
        var table = Screen.NewTable();
        table.AddColumns("figure", "paper", "this run", "95 % interval");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (var row in PaperComparison.Rows(result.Metrics))
            table.AddRow(
                Screen.Cell(row.Name),
                Screen.Cell(FigureText.Of(row.Paper)),
                Screen.Cell(FigureText.OfRun(row.Run, row.IsMeasured)),
                Screen.Cell(row.Interval is { } interval ? $"{FigureText.Of(interval.Low)} to {FigureText.Of(interval.High)}" : ""));
        Screen.Out.Write(table);
        PrintBySource(result.BySource);
        foreach (var note in result.Notes)
            Screen.WriteLine($"note: {note}");
        Screen.WriteLine($"report: {result.Page}");
    }

    private static void PrintBySource(IReadOnlyList<SourceScore> scores)
    {
        var table = Screen.NewTable();
        table.AddColumns("split", "collection", "class");
        Screen.AddNumbers(table, "images", "called\nCOVID-19", "called\nNormal", "called\nPneumonia");
        foreach (var score in scores)
            table.AddRow(
                [Screen.Cell(score.Split), Screen.Cell(score.Source), Screen.Cell(score.Actual), Screen.Cell($"{score.Images}"),
                .. score.Called.Select(images => Screen.Cell($"{images}"))]);
        Screen.Write("What the images of each collection are called", table);
    }
}

/// <summary>Writes figures as the tables of the terminal show them.</summary>
internal static class FigureText
{
    /// <summary>Four decimals; empty if there is no figure.</summary>
    public static string Of(double? figure) => figure?.ToString("F4", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Four decimals, or in words why a run has no figure.</summary>
    /// <param name="figure">The figure; null if it is not defined or not measured.</param>
    /// <param name="isMeasured">Whether its images were scored.</param>
    public static string OfRun(double? figure, bool isMeasured) =>
        figure is not null ? Of(figure) : isMeasured ? "not defined" : "not measured";
}
