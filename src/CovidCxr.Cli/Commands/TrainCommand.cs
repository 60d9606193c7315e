using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;
using Spectre.Console;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr train</c>: trains a network by a recipe.</summary>
internal sealed class TrainCommand : Command, IHasExamples
{
    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of a dataset (covidcxr dataset build --out).",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> recipe = new("--recipe")
    {
        Description = $"A recipe's name ({string.Join(", ", RecipeFile.Names)}) or the path of a YAML file.",
        HelpName = "name",
        DefaultValueFactory = _ => "paper",
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder of the run, made new.",
        HelpName = "run",
        Required = true,
    };

    private readonly Option<long> seed = new("--seed") { Description = "Seed of weights, order, augmentation and dropout.", HelpName = "number" };
    private readonly Option<int?> epochs = new("--epochs") { Description = "Epochs, in place of the recipe's.", HelpName = "number" };
    private readonly Option<bool> resume = new("--resume") { Description = "Go on from the run's last checkpoint." };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "Replace a value of the recipe, for example optimizer.name=sgd; may be given several times.",
        HelpName = "key=value",
    };

    public TrainCommand()
        : base("train", "Train a network. A run that was stopped or killed goes on with --resume.")
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
        IEnumerable<string> changes = parsed.GetValue(set) ?? [];
        if (parsed.GetValue(epochs) is { } number)
            changes = changes.Append($"epochs={number}");
        await TrainAsync(
            new TrainingOptions
            {
                Recipe = RecipeFile.Read(parsed.GetRequiredValue(recipe), changes),
                Data = parsed.GetRequiredValue(data),
                Out = parsed.GetRequiredValue(output),
                Seed = parsed.GetValue(seed),
                Resume = parsed.GetValue(resume),
            },
            cancel);
        return ExitCode.Done;
    }

    /// <summary>Trains with everything shown on the terminal; also a part of <c>reproduce</c>.</summary>
    internal static async Task TrainAsync(TrainingOptions options, CancellationToken cancel)
    {
        var records = await new ProgressDisplay().RunAsync(bars => TrainingLoop.Run(options, bars, new TrainingDisplay(bars), cancel));
        Screen.Out.WriteLine($"trained {records.Count} epochs: {options.Out}");
    }
}
