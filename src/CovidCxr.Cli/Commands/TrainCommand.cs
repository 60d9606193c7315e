using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Shell;
using CovidCxr.Training.Recipes;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr train</c>: trains a network by a recipe.</summary>
internal sealed class TrainCommand : Command, IHasExamples, ISavesWhenStopped
{
    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of the dataset (covidcxr dataset build --out).",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> recipe = new("--recipe")
    {
        Description = $"Recipe to train by: {string.Join(", ", RecipeFile.Names)}, or the path of a YAML file.",
        HelpName = "name",
        DefaultValueFactory = _ => "paper",
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder of the run; must be new, unless --resume is given.",
        HelpName = "run",
        Required = true,
    };

    private readonly Option<long> seed = new("--seed")
    {
        Description = "Seed of weights, image order, augmentation and dropout.",
        HelpName = "number",
    };

    private readonly Option<int?> epochs = new("--epochs")
    {
        Description = "Train for this many epochs instead of the recipe's.",
        HelpName = "number",
    };

    private readonly Option<bool> resume = new("--resume") { Description = "Continue from the last checkpoint in --out." };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "Change a value of the recipe, for example optimizer.name=sgd; can be repeated.",
        HelpName = "key=value",
    };

    public TrainCommand()
        : base("train", "Train a network. Continue a stopped or killed run with --resume.")
    {
        Add(data);
        Add(recipe);
        Add(output);
        Add(seed);
        Add(epochs);
        Add(resume);
        Add(set);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr train --data dataset --recipe paper --out runs/seed0",
        "covidcxr train --data dataset --recipe paper --out runs/sgd --set optimizer.name=sgd --set schedule='[{epoch: 0, rate: 0.01}]'",
        "covidcxr train --data dataset --recipe paper --out runs/seed0 --resume --epochs 20",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new TrainWorkflow
        {
            Recipe = parsed.GetRequiredValue(recipe),
            Changes = parsed.GetValue(set) ?? [],
            Epochs = parsed.GetValue(epochs),
            Data = parsed.GetRequiredValue(data),
            Out = parsed.GetRequiredValue(output),
            Seed = parsed.GetValue(seed),
            Resume = parsed.GetValue(resume),
        };
        await TrainingView.ShowAsync((progress, epochs) => workflow.Run(progress, epochs, cancel), workflow.Out);
        return ExitCode.Done;
    }
}
