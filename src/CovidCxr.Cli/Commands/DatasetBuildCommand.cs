using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Building;
using CovidCxr.Datasets.Sources;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr dataset build</c>: builds a dataset from the public collections.</summary>
internal sealed class DatasetBuildCommand : Command, IHasExamples, ISavesWhenStopped
{
    private readonly Option<string> sources = new("--sources")
    {
        Description = "Folder of the collections (covidcxr dataset fetch --out).",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder for the dataset; must be new, empty, or a dataset, which is replaced.",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> collections = new("--collections")
    {
        Description = "The paper's collections, all, or names: "
            + $"{string.Join(", ", SourceCatalog.All.Select(source => source.Name))}.",
        HelpName = "paper|all|names",
        DefaultValueFactory = _ => CollectionChoice.Paper,
    };

    private readonly Option<string?> relabel = new("--relabel")
    {
        Description = "Table of better labels (columns image, label, by), which override those of the collections.",
        HelpName = "csv",
    };

    private readonly Option<int> size = new("--size")
    {
        Description = "Width and height of the images, 32 to 1024.",
        HelpName = "pixels",
        DefaultValueFactory = _ => 256,
    };

    private readonly Option<int> seed = new("--seed")
    {
        Description = "Seed of the split.",
        HelpName = "number",
        DefaultValueFactory = _ => 0,
    };

    private readonly Option<int> testCovid = new("--test-covid")
    {
        Description = "Number of COVID-19 test images, filled with whole patients.",
        HelpName = "images",
        DefaultValueFactory = _ => 100,
    };

    private readonly Option<int?> limit = new("--limit")
    {
        Description = "Take only about this many images, for a first look.",
        HelpName = "images",
    };

    private readonly WithoutOption without = new("Build without these classes: they need no image, and images of them are left out.");

    public DatasetBuildCommand()
        : base("build", "Build a dataset: read the collections, find duplicates, split by patient, write the images.")
    {
        Add(sources);
        Add(output);
        Add(collections);
        Add(relabel);
        Add(size);
        Add(seed);
        Add(testCovid);
        Add(limit);
        Add(without);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr dataset build --sources sources --out dataset",
        "covidcxr dataset build --sources sources --out all --collections all --relabel readings.csv",
        "covidcxr dataset build --sources sources --out small --size 128 --seed 1",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var options = new DatasetBuildOptions
        {
            Sources = parsed.GetRequiredValue(sources),
            Out = parsed.GetRequiredValue(output),
            Collections = CollectionChoice.Of(parsed.GetRequiredValue(collections)),
            Relabel = parsed.GetValue(relabel),
            Size = parsed.GetValue(size),
            Seed = parsed.GetValue(seed),
            TestCovid = parsed.GetValue(testCovid),
            Limit = parsed.GetValue(limit),
            Without = without.Of(parsed),
        };
        OutputRule.CheckFolder("--out", options.Out, [options.Sources]);
        await new ProgressDisplay().RunAsync(progress => DatasetBuilder.Build(options, progress, cancel));
        var dataset = Dataset.Open(options.Out);
        DatasetView.Print(dataset);
        DatasetView.Warn(dataset);
        return ExitCode.Done;
    }
}
