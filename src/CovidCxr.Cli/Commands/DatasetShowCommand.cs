using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Datasets;
using CovidCxr.Shell;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr dataset show</c>: Table 1, sources and what was left out.</summary>
internal sealed class DatasetShowCommand : Command, IHasExamples
{
    private readonly Argument<string> dataset = new("dataset") { Description = "Folder of a dataset." };

    public DatasetShowCommand()
        : base("show", "Show what a dataset holds: Table 1 beside the paper's, sources by class, what was left out and why.")
    {
        Add(dataset);
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr dataset show dataset"];

    private int Run(ParseResult parsed)
    {
        DatasetView.Print(Dataset.Open(parsed.GetRequiredValue(dataset)));
        return ExitCode.Done;
    }
}
