using CovidCxr.Core;
using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Tests.Sources;

/// <summary>A collection with facts of the test's choice.</summary>
internal sealed record SyntheticSource : IPublicSource
{
    public string Name { get; init; } = "x";

    public string Citation { get; init; } = "Nobody, Synthetic collection, 2026";

    public string Licence { get; init; } = "none";

    public string Page { get; init; } = "";

    public int Released { get; init; } = 2020;

    public SplitPolicy SplitPolicy { get; init; } = SplitPolicy.DrawnTest;

    /// <summary>The label of every image.</summary>
    public Label Label { get; init; } = Label.Of(Finding.Normal);

    public string FolderName { get; init; } = "x";

    public SourceArchive Archive { get; init; } = new() { Url = new("https://example.org/x.zip"), Holds = ["images/"] };

    public string Layout => "a file 'synthetic'";

    public bool Recognizes(string folder) => File.Exists(Path.Combine(folder, "synthetic"));

    public SourceListing Read(string folder, CancellationToken cancel) => new(
        [
            .. Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal).Select(file => Path.GetFileName(file)).Select(name =>
                new SourceImage(this, Path.Combine(folder, name), name, "healthy", Label, $"{Name}:{name}", "PA", "", "", Licence, Page)),
        ],
        []);

    /// <summary>The same collection with a changed archive.</summary>
    public SyntheticSource With(Func<SourceArchive, SourceArchive> change) => this with { Archive = change(Archive) };
}
