using System.CommandLine;
using CovidCxr.Core;
using CovidCxr.Datasets.Fetching;
using CovidCxr.Datasets.Sources;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;
using Spectre.Console;

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
        "covidcxr dataset fetch --out sources --mirror https://files.hospital.example/xray",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var options = new FetchOptions
        {
            Out = parsed.GetRequiredValue(output),
            Mirror = Address(parsed.GetValue(mirror)),
            Sources = parsed.GetValue(only) is { Length: > 0 } names
                ? [.. SourceCatalog.All.Where(source => names.Contains(source.Name))]
                : SourceCatalog.All,
        };
        var fetched = await new ProgressDisplay(ProgressUnit.Bytes).RunAsync(
            progress => SourceFetcher.FetchAsync(options, progress, cancel));
        Print(fetched);
        return ExitCode.Done;
    }

    private static Uri? Address(string? text) =>
        text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
        : throw new InputException($"--mirror {text} is not an address; give one such as https://files.hospital.example/xray");

    private static void Print(IReadOnlyList<FetchedSource> fetched)
    {
        var table = Screen.NewTable();
        table.AddColumns("collection", "files", "state", "licence");
        table.Columns[1].RightAligned();
        foreach (var (source, _, files, wasThere) in fetched)
        {
            var state = wasThere ? "was there" : "fetched";
            table.AddRow(new Text(source.Name), new Text($"{files}"), new Text(state), new Text(source.Licence));
        }
        Screen.Out.Write(table);
    }
}
