using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Views;

/// <summary>Shows a dataset on the terminal, readable at 80 columns.</summary>
internal static class DatasetView
{
    /// <summary>Prints Table 1, images by source, removed images, skipped files and notes.</summary>
    public static void Print(Dataset dataset)
    {
        var info = dataset.Info;
        var sources = string.Join(", ", info.Sources);
        Screen.WriteLine($"{Counted.Of(dataset.Images.Count, "image")}, {info.Size} x {info.Size}, seed {info.Seed}, from {sources}");
        Screen.WriteLine();
        PrintTable1(DatasetTables.Table1(info));
        PrintSources(DatasetTables.SourceByClass(dataset.Images));
        PrintConfounder("Images by age", "years", Confounding.ByAge(dataset.Images));
        PrintConfounder("Images by view", "view", Confounding.ByView(dataset.Images));
        Screen.WriteLine(Confounding.Sentence(dataset.Images));
        Screen.WriteLine();
        PrintReasons(
            "Read and then left out (removed.csv lists each)",
            "class",
            info.Removed.Select(row => (row.Class, row.Images, row.Reason)));
        PrintReasons(
            "Not usable (skipped.csv lists each)",
            "source",
            info.Skipped.Select(row => (row.Source, row.Files, row.Reason)));
        Screen.WriteLine(
            $"Images that repeat another one: {info.Duplicates}. "
            + $"Groups that join patients who share a picture: {info.JoinedGroups}.");
        if (info.Without.Count > 0)
            Screen.WriteLine($"Left out by name ({ClassRule.Option}): {string.Join(", ", info.Without)}.");
        foreach (var note in info.Notes)
            Screen.WriteLine($"Note: {note}.");
        foreach (var warning in info.Warnings)
            Screen.WriteLine($"Warning: {warning}.");
    }

    /// <summary>Prints what went wrong in a build on standard error, where nobody overlooks it.</summary>
    public static void Warn(Dataset dataset)
    {
        foreach (var warning in dataset.Info.Warnings)
            Screen.Notice($"warning: {warning}");
    }

    private static void PrintTable1(IReadOnlyList<ClassRow> rows)
    {
        var table = Screen.NewTable();
        table.AddColumn("class");
        Screen.AddNumbers(table, "train", "val", "train\n+ val", "paper", "test", "paper", "left\nout", "all");
        foreach (var row in rows)
        {
            var learned = row.Train + row.Val;
            Screen.AddRow(
                table,
                row.Class,
                row.Train, row.Val, learned, row.PaperTrain, row.Test, row.PaperTest, row.Removed, row.BeforeRemovals);
        }
        Screen.Write("Table 1, images", table);
    }

    private static void PrintSources(IReadOnlyList<SourceRow> rows)
    {
        var table = Screen.NewTable();
        table.AddColumn("source");
        Screen.AddNumbers(table, "COVID-19", "Normal", "Pneumonia", "controls");
        foreach (var row in rows)
            Screen.AddRow(table, row.Source, row.Covid19, row.Normal, row.Pneumonia, row.Controls);
        Screen.Write("Images by source", table);
    }

    private static void PrintConfounder(string title, string column, IReadOnlyList<ConfounderRow> rows)
    {
        var table = Screen.NewTable();
        table.AddColumn(column);
        Screen.AddNumbers(table, "COVID-19", "Normal", "Pneumonia");
        foreach (var row in rows)
            Screen.AddRow(table, row.Value, row.Covid19, row.Normal, row.Pneumonia);
        Screen.Write(title, table);
    }

    private static void PrintReasons(string title, string key, IEnumerable<(string Key, int Count, string Reason)> rows)
    {
        var table = Screen.NewTable();
        table.AddColumn(key);
        Screen.AddNumbers(table, "number");
        table.AddColumn("reason");
        foreach (var (name, count, reason) in rows)
            table.AddRow(Screen.Cell(name), Screen.Cell($"{count}"), Screen.Cell(reason));
        if (table.Rows.Count > 0)
            Screen.Write(title, table);
    }
}
