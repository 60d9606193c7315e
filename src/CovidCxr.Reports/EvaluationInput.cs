using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Perturbations;

namespace CovidCxr.Reports;

/// <summary>
/// The input of a report. The same input gives the same bytes, because date, processor and order of the images come from here alone.
/// </summary>
public sealed record EvaluationInput
{
    /// <summary>The name of the recipe, shown in the title.</summary>
    public required string Recipe { get; init; }

    /// <summary>The seed of the training, also used for the bootstrap.</summary>
    public required long Seed { get; init; }

    /// <summary>The network in a few words, for example its parameters and the epoch of its weights.</summary>
    public required string Model { get; init; }

    /// <summary>The fingerprint of the weights: the first digits of their file's SHA-256.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The version of the product.</summary>
    public required string Version { get; init; }

    /// <summary>The command that made the report, as typed.</summary>
    public required string Command { get; init; }

    /// <summary>The name of the processor.</summary>
    public required string Processor { get; init; }

    /// <summary>The date of the evaluation.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The fingerprint of the dataset: the SHA-256 of its manifest.</summary>
    public required string DatasetFingerprint { get; init; }

    /// <summary>The number of images by split and class, see <see cref="DatasetCount.Of"/>.</summary>
    public required IReadOnlyList<DatasetCount> DatasetCounts { get; init; }

    /// <summary>Example X-rays, see <see cref="ExampleXRay.Choose"/>; figures 1 and 2 are left out if empty, the default.</summary>
    public IReadOnlyList<ExampleXRay> Examples { get; init; } = [];

    /// <summary>The scored test set, at least one image.</summary>
    public required IReadOnlyList<ScoredImage> Test { get; init; }

    /// <summary>The training set, scored without augmentation; empty (the default) if it was not scored.</summary>
    public IReadOnlyList<ScoredImage> Train { get; init; } = [];

    /// <summary>The scored validation split; empty (the default) if it was not scored.</summary>
    public IReadOnlyList<ScoredImage> Val { get; init; } = [];

    /// <summary>The validation split scored under each <see cref="Distortion"/>; empty (the default) if it was not.</summary>
    public IReadOnlyList<(Distortion Distortion, IReadOnlyList<ScoredImage> Images)> Distorted { get; init; } = [];

    /// <summary>
    /// The scored controls of the collections that the COVID-19 images come from; empty (the default) if there are none.
    /// </summary>
    public IReadOnlyList<ScoredControl> Controls { get; init; } = [];

    /// <summary>What the images of each collection are called; empty (the default) leaves the table out.</summary>
    public IReadOnlyList<SourceScore> BySource { get; init; } = [];

    /// <summary>What limits the figures, one sentence each without a full stop; empty, the default, if nothing does.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The epochs of training in order; figures 5 and 6 are left out if empty, the default.</summary>
    public IReadOnlyList<EpochRecord> History { get; init; } = [];
}
