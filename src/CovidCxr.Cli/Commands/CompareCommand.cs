using System.CommandLine;
using System.Globalization;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Comparing;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr compare</c>: compares reports, and records them in the table of runs.</summary>
internal sealed class CompareCommand : Command, IHasExamples
{
    private readonly Argument<string[]> reports = new("reports")
    {
        Description = "Folders of reports (covidcxr evaluate --out).",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> output = new("--out") { Description = "Also write the table as CSV.", HelpName = "file" };

    private readonly Option<string?> record = new("--record")
    {
        Description = "Also add a row for each report to this CSV table of runs; the row of the same weights and dataset is replaced.",
        HelpName = "file",
    };

    public CompareCommand()
        : base("compare", "Compare the reports of several seeds or recipes, with mean and standard deviation.")
    {
        Add(reports);
        Add(output);
        Add(record);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr compare seed0/report seed1/report seed2/report --out results/paper.csv",
        "covidcxr compare seed0/report --record results/runs.csv",
    ];

    private int Run(ParseResult parsed)
    {
        var folders = parsed.GetRequiredValue(reports);
        var comparison = RunComparison.Read(folders);
        Print(comparison);
        if (parsed.GetValue(output) is { } table)
            AtomicFile.Write(table, comparison.ToCsv());
        if (parsed.GetValue(record) is { } ledger)
            RunLedger.Record(ledger, folders);
        return ExitCode.Done;
    }

    private static void Print(RunComparison comparison)
    {
        var table = Screen.NewTable();
        table.AddColumns(["figure", "paper", .. comparison.Runs, "mean", "sd"]);
        table.Columns[0].NoWrap();
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (var metric in comparison.Metrics)
            table.AddRow(
                [metric.Name, Number(metric.Paper), .. metric.Values.Select(Number), Number(metric.Mean), Number(metric.Deviation)]);
        Screen.Out.Write(table);
    }

    private static string Number(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "";
}
