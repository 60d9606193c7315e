using System.CommandLine;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;
using CovidCxr.Training.Lungs;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr lungs train</c>: trains the lung finder.</summary>
internal sealed class LungsTrainCommand : Command, IHasExamples
{
    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of a dataset (covidcxr dataset build --out); its training split is learned from, its validation split measured.",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> masks = new("--masks")
    {
        Description = "Folder of the lung masks, with a folder in it for each collection.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "The file to write; replaced where it exists.",
        HelpName = "file.safetensors",
        Required = true,
    };

    private readonly Option<long> seed = new("--seed") { Description = "Seed of weights, order and augmentation.", HelpName = "number" };

    private readonly Option<int> epochs = new("--epochs")
    {
        Description = "Passes over the masks, at least 1.",
        HelpName = "number",
        DefaultValueFactory = _ => LungTraining.Epochs,
    };

    public LungsTrainCommand()
        : base("train", "Train the lung finder on masks that people drew.")
    {
        Add(data);
        Add(masks);
        Add(output);
        Add(seed);
        Add(epochs);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
        ["covidcxr lungs train --data dataset --masks sources/lung-masks --out models/covidcxr-lungs.safetensors"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var path = parsed.GetRequiredValue(output);
        var passes = parsed.GetValue(epochs);
        if (passes < 1)
            throw new InputException($"--epochs {passes}: must be at least 1");
        using var staged = AtomicFile.Begin(path, ".safetensors");
        var dataset = Dataset.Open(parsed.GetRequiredValue(data));
        var found = await new ProgressDisplay().RunAsync(progress =>
            LungTraining.Run(dataset, new LungMasks(parsed.GetRequiredValue(masks)), parsed.GetValue(seed), passes, staged.Path, progress, cancel));
        staged.Commit();
        await Console.Out.WriteLineAsync(FormattableString.Invariant(
            $"{path}: on {found.Images} validation images Dice {found.Dice:F3}, worst {found.WorstDice:F3}"));
        return ExitCode.Done;
    }
}
