using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Runs;

/// <summary>What to train, on what, and where to keep it.</summary>
public sealed record TrainingOptions
{
    /// <summary>The recipe, resolved.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The dataset's folder.</summary>
    public required string Data { get; init; }

    /// <summary>The run's folder; new, unless <see cref="Resume"/>.</summary>
    public required string Out { get; init; }

    /// <summary>Seed of weights, order, augmentation and dropout. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>Whether to go on from the run's last checkpoint. Default: false.</summary>
    public bool Resume { get; init; }

    /// <summary>Longest time between two checkpoints; one is also written after every epoch. Default: 10 minutes.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(10);
}
