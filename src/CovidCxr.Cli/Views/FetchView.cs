using CovidCxr.Datasets.Fetching;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>Shows fetched collections on the terminal.</summary>
internal static class FetchView
{
    /// <summary>Prints a table with one row for each collection.</summary>
    public static void Print(IReadOnlyList<FetchedSource> fetched)
    {
        var table = Screen.NewTable();
        table.AddColumns("collection", "files", "state", "licence");
        table.Columns[1].RightAligned();
        foreach (var (source, _, files, wasThere) in fetched)
        {
            var state = wasThere ? "was there" : "fetched";
            table.AddRow(Screen.Cell(source.Name), Screen.Cell($"{files}"), Screen.Cell(state), Screen.Cell(source.Licence));
        }
        Screen.Out.Write(table);
    }
}
