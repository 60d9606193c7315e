using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Datasets.Building;

/// <summary>What <see cref="DatasetBuilder"/> builds from what.</summary>
public sealed record DatasetBuildOptions
{
    /// <summary>The folder that holds the public collections, or one of them.</summary>
    public required string Sources { get; init; }

    /// <summary>The dataset's folder: new, empty, or a dataset that is then replaced.</summary>
    public required string Out { get; init; }

    /// <summary>Width and height of the prepared images, pixels; 32 to 1024, by default 256.</summary>
    public int Size { get; init; } = 256;

    /// <summary>The seed of every draw, by default 0.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The number of COVID-19 images in test, at least 0, by default 100 as in the paper. Where the collections hold no more
    /// than that, a fifth of them is drawn instead, the paper's share, and the dataset's notes say so.
    /// </summary>
    public int TestCovid { get; init; } = 100;

    /// <summary>About how many images a small sample for a first look takes, at least 100; null, the default, for all.</summary>
    public int? Limit { get; init; }

    /// <summary>How many images are read at once, at least 1; by default the number of processors. The result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The decoders that read the collections' images, by default <see cref="ImageDecoders.Default"/>.</summary>
    public ImageDecoders Decoders { get; init; } = ImageDecoders.Default;

    internal void Check()
    {
        if (Size is < 32 or > 1024)
            throw new InputException($"size {Size} is out of range; choose 32 to 1024 pixels");
        if (TestCovid < 0)
            throw new InputException($"test-covid {TestCovid} is out of range; choose 0 or more images");
        if (Limit is < 100)
            throw new InputException($"limit {Limit} is out of range; choose 100 images or more");
        ArgumentOutOfRangeException.ThrowIfLessThan(Threads, 1);
    }
}
