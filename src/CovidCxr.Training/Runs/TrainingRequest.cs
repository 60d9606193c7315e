using CovidCxr.Core;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Training.Runs;

/// <summary>
/// What a user asks of a training. A stopped run knows its own recipe, data and seed, so that nothing but its folder is needed.
/// </summary>
public sealed record TrainingRequest
{
    private const string DefaultRecipe = "paper";

    /// <summary>Name of a recipe, or path of a YAML file; null for the run's own, or <c>paper</c> for a new run.</summary>
    public string? Recipe { get; init; }

    /// <summary>Changes to the recipe, <c>key=value</c>; later ones win. Default: none.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>Number of epochs; null for the recipe's.</summary>
    public int? Epochs { get; init; }

    /// <summary>Folder of the dataset; null for the one that the run was started with.</summary>
    public string? Data { get; init; }

    /// <summary>Folder of the run; new, unless <see cref="Resume"/>.</summary>
    public required string Out { get; init; }

    /// <summary>Seed of weights, order, augmentation and dropout; null for the run's own, or 0 for a new run.</summary>
    public long? Seed { get; init; }

    /// <summary>The classes to train without, at most one; null for the run's own, or none for a new run.</summary>
    public IReadOnlyList<Finding>? Without { get; init; }

    /// <summary>What to hold out of training; null for the run's own, or nothing for a new run.</summary>
    public HeldOut? HeldOut { get; init; }

    /// <summary>Folders of the teachers' runs; null for the run's own, or none for a new run.</summary>
    public IReadOnlyList<string>? Teachers { get; init; }

    /// <summary>Whether to continue from the run's last checkpoint. Default: false.</summary>
    public bool Resume { get; init; }

    /// <summary>Reads the recipe, so that a wrong one fails before long work begins.</summary>
    /// <exception cref="InputException">There is no such recipe, or it or a change is invalid.</exception>
    public void CheckRecipe() => ReadRecipe(Recipe ?? DefaultRecipe);

    /// <summary>Fills in what was not asked for.</summary>
    /// <exception cref="InputException">
    /// The recipe is invalid, there is no dataset's folder, or the run that should be resumed is damaged.
    /// </exception>
    public TrainingOptions Complete()
    {
        var run = new RunFolder(Out);
        return Resume && run.HoldsRun ? Continued(run) : New();
    }

    private TrainingOptions New() => new()
    {
        Recipe = ReadRecipe(Recipe ?? DefaultRecipe),
        Data = Data ?? throw new InputException($"--resume: --out {Out} holds no run; give its folder, or --data to begin a new run there"),
        Out = Out,
        Seed = Seed ?? 0,
        Without = Without ?? [],
        HeldOut = HeldOut ?? new(),
        Teachers = Teachers ?? [],
        Resume = Resume,
    };

    private TrainingOptions Continued(RunFolder run)
    {
        var before = RunDescription.Read(run);
        return new()
        {
            Recipe = Recipe is null ? before.ReadRecipe(run, AllChanges()) : ReadRecipe(Recipe),
            Data = Data ?? DataOf(before),
            Out = Out,
            Seed = Seed ?? before.Seed,
            Without = Without ?? [.. (before.Without ?? before.UntrainedClasses ?? []).Select(Findings.FromName).OfType<Finding>()],
            HeldOut = HeldOut ?? before.HeldOut,
            Teachers = Teachers ?? before.Teachers,
            Resume = true,
        };
    }

    private string DataOf(RunDescription run)
    {
        if (run.Data is null)
            throw new InputException($"--resume: the run {Out} does not say where its dataset is; give its folder with --data");
        if (!Directory.Exists(run.Data))
            throw new InputException($"--resume: {run.Data}, the dataset of the run {Out}, is not there; say with --data where it is now");
        return run.Data;
    }

    private Recipe ReadRecipe(string name) => RecipeFile.Read(name, AllChanges());

    private IEnumerable<string> AllChanges() => Epochs switch
    {
        null => Changes,
        < 1 => throw new InputException($"--epochs {Epochs}: give 1 or more"),
        > Recipes.Recipe.MostEpochs => throw new InputException($"--epochs {Epochs}: give {Recipes.Recipe.MostEpochs} or less"),
        { } number => Changes.Append($"epochs={number}"),
    };
}
