using CovidCxr.Core;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Runs;

/// <summary>The options of a training.</summary>
public sealed record TrainingOptions
{
    /// <summary>The recipe, checked.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The dataset's folder.</summary>
    public required string Data { get; init; }

    /// <summary>The run's folder; new, unless <see cref="Resume"/>.</summary>
    public required string Out { get; init; }

    /// <summary>Seed of weights, order, augmentation and dropout. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The classes whose images are neither learned nor validated on. Default: none.</summary>
    public IReadOnlyList<Finding> Without { get; init; } = [];

    /// <summary>What is held out of training besides the controls that the recipe holds out. Default: nothing.</summary>
    public HeldOut HeldOut { get; init; } = new();

    /// <summary>Folders of the runs whose networks are teachers. Default: none.</summary>
    public IReadOnlyList<string> Teachers { get; init; } = [];

    /// <summary>Whether to continue from the run's last checkpoint. Default: false.</summary>
    public bool Resume { get; init; }

    /// <summary>The longest time between two checkpoints; there is also one after every epoch. Default: 10 minutes.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Takes warnings, one line each without a full stop, at once; null to do without them.</summary>
    public Action<string>? Warn { get; init; }
}
