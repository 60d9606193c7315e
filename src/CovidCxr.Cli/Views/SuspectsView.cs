using CovidCxr.Core;
using CovidCxr.Reports.Suspects;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>Shows on the terminal how many labels a network doubts, and the most doubtful ones.</summary>
internal static class SuspectsView
{
    private const int Shown = 10;

    /// <summary>Prints the first images, the count and the path of the page.</summary>
    public static void Print(IReadOnlyList<Suspect> ranked, string page)
    {
        var table = Screen.NewTable();
        table.AddColumns("image", "class", "called");
        Screen.AddNumbers(table, "probability\nof the class");
        foreach (var suspect in ranked.Take(Shown))
            table.AddRow(
                Screen.Cell($"{suspect.Source} {suspect.Image}"), Screen.Cell(suspect.Label.Name()), Screen.Cell(suspect.Called.Name()),
                Screen.Cell(FigureText.Of(suspect.OfLabel)));
        Screen.Write("The most doubtful labels", table);
        var otherwise = ranked.Count(suspect => suspect.Called != suspect.Label);
        Screen.WriteLine($"{otherwise} of {Counted.Of(ranked.Count, "training image")} are called otherwise than they are labelled");
        Screen.WriteLine($"pictures: {page}");
    }
}
