using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Datasets.Building;
using CovidCxr.Datasets.Labeled;
using CovidCxr.Datasets.Sources;
using CovidCxr.Dicom.Decoding;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr dataset build</c>: builds a dataset from the public collections.</summary>
internal sealed class DatasetBuildCommand : Command, IHasExamples, ISavesWhenStopped
{
    private readonly Option<string?> sources = new("--sources")
    {
        Description = "Folder of the collections (covidcxr dataset fetch --out).",
        HelpName = "folder",
    };

    private readonly Option<string?> own = new("--own")
    {
        Description = "Your own images: a folder with a folder for each class, or a table. Beside --sources, or alone.",
        HelpName = "folder|csv",
    };

    private readonly ColumnsOption columns = new();

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

    private readonly Option<string[]> licences = new("--licence")
    {
        Description = "Take only images of these licences, in quotes: * stands for any letters, ? for one.",
        HelpName = "patterns",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly WithoutOption without = new("Build without these classes: they need no image, and images of them are left out.");

    public DatasetBuildCommand()
        : base("build", "Build a dataset: read the collections, find duplicates, split by patient, write the images.")
    {
        Add(sources);
        Add(own);
        Add(columns);
        Add(output);
        Add(collections);
        Add(relabel);
        Add(size);
        Add(seed);
        Add(testCovid);
        Add(limit);
        Add(licences);
        Add(without);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr dataset build --sources sources --out dataset",
        "covidcxr dataset build --sources sources --out all --collections all --relabel readings.csv",
        "covidcxr dataset build --sources sources --out shareable --licence 'CC BY 4.0*' 'CC BY 3.0'",
        "covidcxr dataset build --own ward/labels.csv --columns file=image,class=finding,patient=id --out ward",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var options = new DatasetBuildOptions
        {
            Sources = parsed.GetValue(sources),
            Own = Own(parsed),
            Out = parsed.GetRequiredValue(output),
            Collections = CollectionChoice.Of(parsed.GetRequiredValue(collections)),
            Relabel = parsed.GetValue(relabel),
            Size = parsed.GetValue(size),
            Seed = parsed.GetValue(seed),
            TestCovid = parsed.GetValue(testCovid),
            Limit = parsed.GetValue(limit),
            Licences = parsed.GetValue(licences) ?? [],
            Without = without.Of(parsed),
            Decoders = XRayDecoders.All,
        };
        OutputRule.CheckFolder("--out", options.Out, [.. new[] { options.Sources, options.Own?.Path }.OfType<string>()]);
        await new ProgressDisplay().RunAsync(progress => DatasetBuilder.Build(options, progress, cancel));
        var dataset = Dataset.Open(options.Out);
        DatasetView.Print(dataset);
        DatasetView.Warn(dataset);
        return ExitCode.Done;
    }

    private OwnImages? Own(ParseResult parsed)
    {
        var named = parsed.GetValue(columns);
        if (parsed.GetValue(own) is { } path)
            return new OwnImages(path, named);
        return named is null ? null : throw new InputException($"--columns {named}: names columns of a table; name the table with --own");
    }
}
