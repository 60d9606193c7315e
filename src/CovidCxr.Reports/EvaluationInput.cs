using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Perturbations;

namespace CovidCxr.Reports;

/// <summary>All that a report is written from. The same input gives the same bytes: clock, processor and order come from here alone.</summary>
public sealed record EvaluationInput
{
    /// <summary>The recipe's name; the report's title carries it.</summary>
    public required string Recipe { get; init; }

    /// <summary>The training's seed; also the bootstrap's.</summary>
    public required long Seed { get; init; }

    /// <summary>The network in a few words, for example its parameters and the epoch it was taken from.</summary>
    public required string Model { get; init; }

    /// <summary>What identifies the network's weights, the first digits of their file's SHA-256.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The product's version.</summary>
    public required string Version { get; init; }

    /// <summary>The command that made the run, as typed.</summary>
    public required string Command { get; init; }

    /// <summary>The processor's name.</summary>
    public required string Processor { get; init; }

    /// <summary>The day of the evaluation.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What identifies the dataset, its manifest's SHA-256.</summary>
    public required string DatasetFingerprint { get; init; }

    /// <summary>The dataset's counts; <see cref="DatasetCount.Of"/> makes them from a manifest.</summary>
    public required IReadOnlyList<DatasetCount> DatasetCounts { get; init; }

    /// <summary>Example X-rays of the dataset; empty (the default) leaves figures 1 and 2 out. <see cref="ExampleXRay.Choose"/> draws them.</summary>
    public IReadOnlyList<ExampleXRay> Examples { get; init; } = [];

    /// <summary>The scored test set, at least one image.</summary>
    public required IReadOnlyList<ScoredImage> Test { get; init; }

    /// <summary>The scored training set, without augmentation; empty (the default) where it was not scored.</summary>
    public IReadOnlyList<ScoredImage> Train { get; init; } = [];

    /// <summary>The scored validation part; empty (the default) where it was not scored.</summary>
    public IReadOnlyList<ScoredImage> Val { get; init; } = [];

    /// <summary>The validation part scored again under each <see cref="Distortion"/>; empty (the default) where it was not.</summary>
    public IReadOnlyList<(Distortion Distortion, IReadOnlyList<ScoredImage> Images)> Distorted { get; init; } = [];

    /// <summary>The scored controls; empty (the default) where there are none.</summary>
    public IReadOnlyList<ScoredControl> Controls { get; init; } = [];

    /// <summary>The training's epochs, rising; empty (the default) leaves figures 5 and 6 out.</summary>
    public IReadOnlyList<EpochRecord> History { get; init; } = [];
}
