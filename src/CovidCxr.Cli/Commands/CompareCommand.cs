using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Audits;
using CovidCxr.Reports.Comparing;
using CovidCxr.Shell;
using CovidCxr.Shell.Output;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr compare</c>: compares reports, and records them in the table of runs.</summary>
internal sealed class CompareCommand : Command, IHasExamples
{
    private readonly Argument<string[]> reports = new("reports")
    {
        Description = "Folders of reports (covidcxr evaluate --out) or of audits (covidcxr audit --out).",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> output = new("--out") { Description = "Also write the table as CSV.", HelpName = "file" };

    private readonly ForceOption force = new();

    private readonly Option<string?> record = new("--record")
    {
        Description = "Also add a row for each report to this CSV table of runs; the row of the same weights and dataset is replaced.",
        HelpName = "file",
    };

    public CompareCommand()
        : base("compare", "Compare the reports of several seeds or recipes, with mean and standard deviation, or several audits.")
    {
        Add(reports);
        Add(output);
        Add(force);
        Add(record);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr compare seed0/report seed1/report seed2/report --out results/paper.csv",
        "covidcxr compare seed0/report --record results/runs.csv",
        "covidcxr compare audits/paper audits/adults --out audits.csv",
    ];

    private int Run(ParseResult parsed)
    {
        var folders = parsed.GetRequiredValue(reports);
        var (table, ledger) = (parsed.GetValue(output), parsed.GetValue(record));
        if (folders.Any(AuditReport.Is))
            return CompareAudits(folders, table, ledger, parsed.GetValue(force));
        if (table is not null)
            OutputRule.Check("--out", table, EarlierOutput.Comparison, parsed.GetValue(force), folders);
        var comparison = RunComparison.Read(folders);
        if (table is not null && ledger is not null && OutputRule.IsOneFile(table, ledger))
            throw new InputException($"--out and --record both name {table}; name two files");
        // First, because a table of other columns is refused.
        if (ledger is not null)
            RunLedger.Record(ledger, folders);
        RunComparisonView.Print(comparison);
        if (table is not null)
            AtomicFile.Write(table, comparison.ToCsv());
        return ExitCode.Done;
    }

    private static int CompareAudits(string[] folders, string? table, string? ledger, bool force)
    {
        if (ledger is not null)
            throw new InputException($"--record {ledger}: the table of runs takes reports and no audits; leave it out");
        if (table is not null)
            OutputRule.Check("--out", table, EarlierOutput.Comparison, force, folders);
        var comparison = AuditComparison.Read(folders);
        AuditView.Print(comparison);
        if (table is not null)
            AtomicFile.Write(table, comparison.ToCsv());
        return ExitCode.Done;
    }
}
