namespace CovidCxr.Datasets.Fetching;

/// <summary>Bounds against archives made to fill a disk.</summary>
public sealed record UnpackLimits
{
    /// <summary>Entries in one archive; default 200,000.</summary>
    public int Entries { get; init; } = 200_000;

    /// <summary>Bytes of one collection, as an archive and unpacked; default 32 GiB.</summary>
    public long Bytes { get; init; } = 32L << 30;

    /// <summary>Unpacked bytes for each byte of the archive; default 100 (pictures give less than 2, text about 10).</summary>
    public double Ratio { get; init; } = 100;

    /// <summary>The bound for an archive of this length. Below 1 MiB the ratio says little and is not applied.</summary>
    internal long BytesFor(long archiveLength) =>
        (long)Math.Min(Bytes, Math.Max(1 << 20, archiveLength * Ratio));
}
