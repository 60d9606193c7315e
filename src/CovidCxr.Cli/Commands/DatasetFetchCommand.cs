using System.CommandLine;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr dataset fetch</c>: downloads the public collections.</summary>
internal sealed class DatasetFetchCommand : Command, IHasExamples
{
    private readonly Option<string> output = new("--out")
    {
        Description = "Folder in which the collections are put, one folder each.",
        HelpName = "folder",
        Required = true,
    };

    public DatasetFetchCommand()
        : base("fetch", "Download the four public collections, check and unpack them. A stopped download is resumed.")
    {
        Add(output);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } = ["covidcxr dataset fetch --out sources"];

    private Task<int> RunAsync(ParseResult parsed, CancellationToken cancel) => throw new NotSupportedException();
}
