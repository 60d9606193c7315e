using CovidCxr.Datasets.Sources;

namespace CovidCxr.Datasets.Fetching;

/// <summary>What to fetch, from where, and how patiently.</summary>
public sealed record FetchOptions
{
    /// <summary>The folder in which every collection gets a folder of its own; made where missing.</summary>
    public required string Out { get; init; }

    /// <summary>The collections; by default all of <see cref="SourceCatalog.All"/>.</summary>
    public IReadOnlyList<ISource> Sources { get; init; } = SourceCatalog.All;

    /// <summary>
    /// A server of one's own that has every archive under its <see cref="ISource.ArchiveName"/>; null for the publishers'
    /// addresses.
    /// </summary>
    public Uri? Mirror { get; init; }

    /// <summary>Tries in a row that bring nothing new before a source is given up, at least 1; default 5.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The wait before the second try; it doubles with every further one, up to 30 s. Default 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server may stay silent before the connection counts as cut; default 60 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What an archive may unpack to.</summary>
    public UnpackLimits Limits { get; init; } = new();
}
