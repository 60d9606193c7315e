using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Datasets;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;

namespace CovidCxr.Cli.Workflows;

/// <summary>Trains a network by a recipe.</summary>
internal sealed record TrainWorkflow
{
    /// <summary>Name of a recipe, or path of a YAML file.</summary>
    public required string Recipe { get; init; }

    /// <summary>Changes to the recipe, <c>key=value</c>; later ones win. Default: none.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Number of epochs; null for the recipe's.</summary>
    public int? Epochs { get; init; }

    /// <summary>Folder of the dataset.</summary>
    public required string Data { get; init; }

    /// <summary>Folder of the run; new, unless <see cref="Resume"/>.</summary>
    public required string Out { get; init; }

    /// <summary>Seed of weights, order, augmentation and dropout. Default: 0.</summary>
    public long Seed { get; init; }

    /// <summary>The classes to train without, at most one. Default: none.</summary>
    public IReadOnlyList<Finding> Without { get; init; } = [];

    /// <summary>Whether to continue from the run's last checkpoint. Default: false.</summary>
    public bool Resume { get; init; }

    /// <summary>Reads the recipe, so that a wrong one fails before long work begins.</summary>
    /// <exception cref="InputException">There is no such recipe, or it or a change is invalid.</exception>
    public void CheckRecipe() => ReadRecipe();

    /// <summary>Checks that the dataset has images of every class that is not left out, so that training does not begin in vain.</summary>
    /// <returns>What is left out, one line each; empty if nothing is.</returns>
    /// <exception cref="InputException">The dataset cannot be opened, or a class has no image in train, val or test.</exception>
    public IReadOnlyList<string> CheckData()
    {
        ClassRule.CheckLeaves(Without, 2);
        var dataset = Dataset.Open(Data);
        ClassRule.Check(dataset, Without);
        return [.. ClassRule.LeftOut(dataset, Without)];
    }

    /// <summary>Trains to the last epoch.</summary>
    /// <param name="progress">Reports decoded images.</param>
    /// <param name="epochs">Reports steps and epochs.</param>
    /// <param name="cancel">Stops after the current step, with a checkpoint.</param>
    /// <returns>One record per epoch of the run.</returns>
    /// <exception cref="InputException">The recipe, the dataset or the folder of the run cannot be used.</exception>
    public IReadOnlyList<EpochRecord> Run(
        IProgress<WorkProgress> progress, IProgress<TrainingProgress> epochs, CancellationToken cancel)
    {
        var options = new TrainingOptions
        {
            Recipe = ReadRecipe(),
            Data = Data,
            Out = Out,
            Seed = Seed,
            Without = Without,
            Resume = Resume,
        };
        CheckData();
        return TrainingLoop.Run(options, progress, epochs, cancel);
    }

    private Recipe ReadRecipe()
    {
        if (Epochs is < 1)
            throw new InputException($"--epochs {Epochs}: give 1 or more");
        return RecipeFile.Read(Recipe, Epochs is { } number ? Changes.Append($"epochs={number}") : Changes);
    }
}
