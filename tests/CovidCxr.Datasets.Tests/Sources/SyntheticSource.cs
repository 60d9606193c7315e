using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Tests.Sources;

/// <summary>A collection with facts of the test's choice.</summary>
internal sealed record SyntheticSource : ISource
{
    public string Name { get; init; } = "x";

    public string Citation { get; init; } = "Nobody, Synthetic collection, 2026";

    public string Licence { get; init; } = "none";

    public string Page { get; init; } = "";

    public string FolderName { get; init; } = "x";

    public SourceArchive Archive { get; init; } = new() { Url = new("https://example.org/x.zip"), Holds = ["images/"] };

    public string Layout => "a file 'synthetic'";

    public bool Recognizes(string folder) => File.Exists(Path.Combine(folder, "synthetic"));

    public SourceListing Read(string folder, CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>The same collection with a changed archive.</summary>
    public SyntheticSource With(Func<SourceArchive, SourceArchive> change) => this with { Archive = change(Archive) };
}
