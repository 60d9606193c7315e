using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Shell;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr train</c>: trains a network by a recipe.</summary>
internal sealed class TrainCommand : Command, IHasExamples, ISavesWhenStopped
{
    private readonly Option<string?> data = new("--data")
    {
        Description = "Folder of the dataset (covidcxr dataset build --out). Required, unless --resume is given.",
        HelpName = "dataset",
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

    private readonly Option<bool> resume = new("--resume")
    {
        Description = "Continue from the last checkpoint in --out; recipe, seed and data are those of the run.",
    };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "Change a value of the recipe, for example optimizer.name=sgd; can be repeated.",
        HelpName = "key=value",
    };

    private readonly Option<string[]> teacher = new("--teacher")
    {
        Description = "Learn from these trained runs too, as the recipe's 'teacher' says.",
        HelpName = "runs",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> fold = new("--fold")
    {
        Description = "Do not learn from this fold of the training patients, for example 1/3 (see 'dataset suspects').",
        HelpName = "k/n",
    };

    private readonly Option<string[]> withoutSource = new("--without-source")
    {
        Description = "Do not learn from these collections; 'evaluate' then shows how the network does on them.",
        HelpName = "names",
    };

    private readonly WithoutOption without = new("Train without these classes: they need no image, and images of them are left out.");

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
        Add(teacher);
        Add(without);
        Add(withoutSource);
        Add(fold);
        Validators.Add(result =>
        {
            if (result.GetResult(data) is null && !result.GetValue(resume))
                result.AddError($"Option '{data.Name}' is required.");
        });
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr train --data dataset --recipe paper --out runs/seed0",
        "covidcxr train --data dataset --recipe paper --out runs/sgd --set optimizer.name=sgd --set schedule='[{epoch: 0, rate: 0.01}]'",
        "covidcxr train --data dataset --recipe adults --out runs/unseen-nih --without-source nih",
        "covidcxr train --data dataset --recipe adults --out runs/small --teacher runs/teacher",
        "covidcxr train --resume --out runs/seed0",
        "covidcxr train --resume --out runs/seed0 --epochs 20",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var request = new TrainingRequest
        {
            Recipe = Given(parsed, recipe) ? parsed.GetValue(recipe) : null,
            Changes = parsed.GetValue(set) ?? [],
            Epochs = parsed.GetValue(epochs),
            Data = parsed.GetValue(data),
            Out = parsed.GetRequiredValue(output),
            Seed = Given(parsed, seed) ? parsed.GetValue(seed) : null,
            Without = Given(parsed, without) ? without.Of(parsed) : null,
            HeldOut = Given(parsed, fold) || Given(parsed, withoutSource)
                ? new()
                {
                    Patients = HeldOut.ReadFold(parsed.GetValue(fold)),
                    Sources = HeldOut.ReadSources(parsed.GetValue(withoutSource) ?? []),
                }
                : null,
            Teachers = Given(parsed, teacher) ? parsed.GetValue(teacher) : null,
            Resume = parsed.GetValue(resume),
        };
        var workflow = new TrainWorkflow(request) { Warn = TrainingView.Warn };
        await TrainingView.ShowAsync(workflow.Run, request.Out, Invocation.Text("train", "--resume", "--out", request.Out), cancel);
        return ExitCode.Done;
    }

    // An option's default is not what the user asked for.
    private static bool Given(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
