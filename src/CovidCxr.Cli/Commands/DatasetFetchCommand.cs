using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Datasets.Fetching;
using CovidCxr.Datasets.Sources;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr dataset fetch</c>: downloads the public collections.</summary>
internal sealed class DatasetFetchCommand : Command, IHasExamples
{
    private readonly Option<string> output = new("--out")
    {
        Description = "Folder for the collections, one folder each.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<string?> mirror = new("--mirror")
    {
        Description = $"Address of a mirror that has the archives as <address>/{SourceCatalog.All[0].ArchiveName} and so on.",
        HelpName = "address",
    };

    private readonly Option<string[]> only = new("--only")
    {
        Description = "Fetch only these collections.",
        HelpName = string.Join('|', SourceCatalog.All.Select(source => source.Name)),
        AllowMultipleArgumentsPerToken = true,
    };

    public DatasetFetchCommand()
        : base("fetch", "Download, check and unpack the public collections. A stopped download is continued.")
    {
        only.AcceptOnlyFromAmong([.. SourceCatalog.All.Select(source => source.Name)]);
        Add(output);
        Add(mirror);
        Add(only);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr dataset fetch --out sources",
        $"covidcxr dataset fetch --out sources --only {SourceCatalog.All[0].Name} {SourceCatalog.All[1].Name}",
        $"covidcxr dataset fetch --out sources --mirror {FetchOptions.MirrorExample}",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var options = new FetchOptions
        {
            Out = parsed.GetRequiredValue(output),
            Mirror = parsed.GetValue(mirror) is { } address ? FetchOptions.ReadMirror(address) : null,
            Sources = parsed.GetValue(only) is { Length: > 0 } names
                ? [.. SourceCatalog.All.Where(source => names.Contains(source.Name))]
                : SourceCatalog.Paper,
        };
        FetchView.Print(await new ProgressDisplay(ProgressUnit.Bytes).RunAsync(
            progress => SourceFetcher.FetchAsync(options, progress, cancel)));
        return ExitCode.Done;
    }
}
