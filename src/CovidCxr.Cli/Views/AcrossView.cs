using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>Shows on the terminal how a recipe does within and across collections.</summary>
internal static class AcrossView
{
    /// <summary>Prints the rows, the worst one in words, and the path of the table.</summary>
    public static void Print(IReadOnlyList<AcrossScore> scores, string path)
    {
        var table = Screen.NewTable();
        table.AddColumns("collection", "class");
        Screen.AddNumbers(
            table, "right,\nknown", "right,\nunknown", "images", "called\nCOVID-19", "called\nNormal", "called\nPneumonia");
        foreach (var score in scores)
            table.AddRow(
                [
                    Screen.Cell(score.Source), Screen.Cell(score.Actual.Name()),
                    Screen.Cell(double.IsNaN(score.RightWithin) ? "" : FigureText.Of(score.RightWithin)),
                    Screen.Cell(FigureText.Of(score.RightAcross)), Screen.Cell($"{score.Across.Sum()}"),
                    .. score.Across.Select(images => Screen.Cell($"{images}")),
                ]);
        Screen.Write("Images of collections that the network knows, and that it has never seen", table);
        if (scores.MinBy(score => score.RightAcross) is { } worst)
            Screen.WriteLine($"worst: {worst.Actual.Name()} of {worst.Source}, {FigureText.Of(worst.RightAcross)} right when never seen");
        Screen.WriteLine($"table: {path}");
    }
}
