using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Datasets;
using CovidCxr.Shell;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr dataset show</c>: shows what a dataset holds.</summary>
internal sealed class DatasetShowCommand : Command, IHasExamples
{
    private readonly Argument<string> dataset = new("dataset") { Description = "Folder of the dataset." };

    public DatasetShowCommand()
        : base("show", "Show what a dataset holds: Table 1 beside the paper's, images by source, and what was left out.")
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
