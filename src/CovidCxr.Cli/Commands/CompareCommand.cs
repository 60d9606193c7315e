using System.CommandLine;
using System.Globalization;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Comparing;
using CovidCxr.Shell;
using Spectre.Console;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr compare</c>: several reports side by side.</summary>
internal sealed class CompareCommand : Command, IHasExamples
{
    private readonly Argument<string[]> reports = new("reports")
    {
        Description = "Folders of reports (covidcxr evaluate --out).",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> output = new("--out") { Description = "Also write the table as CSV.", HelpName = "file" };

    public CompareCommand()
        : base("compare", "Set the reports of several seeds or recipes side by side, with mean and standard deviation.")
    {
        Add(reports);
        Add(output);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr compare seed0/report seed1/report seed2/report --out results/paper.csv"];

    private int Run(ParseResult parsed)
    {
        var comparison = RunComparison.Read(parsed.GetRequiredValue(reports));
        var table = Screen.NewTable();
        table.AddColumns(["figure", "paper", .. comparison.Runs, "mean", "sd"]);
        table.Columns[0].NoWrap();
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (var metric in comparison.Metrics)
            table.AddRow([metric.Name, Number(metric.Paper), .. metric.Values.Select(Number), Number(metric.Mean), Number(metric.Deviation)]);
        Screen.Out.Write(table);
        if (parsed.GetValue(output) is { } path)
            AtomicFile.Write(path, comparison.ToCsv());
        return ExitCode.Done;
    }

    private static string Number(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "";
}
