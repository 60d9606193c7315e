using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Shell;
using CovidCxr.Shell.Output;
using CovidCxr.Shell.Progress;
using CovidCxr.Training.Lungs;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr lungs train</c>: trains the lung finder.</summary>
internal sealed class LungsTrainCommand : Command, IHasExamples
{
    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of the dataset (covidcxr dataset build --out); "
            + "its training split is for training, its validation split for measuring.",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> masks = new("--masks")
    {
        Description = "Folder of the lung masks, with one folder per collection.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "File to write; an existing one is replaced.",
        HelpName = "file.safetensors",
        Required = true,
    };

    private readonly Option<long> seed = new("--seed")
    {
        Description = "Seed of weights, image order and augmentation.",
        HelpName = "number",
    };

    private readonly Option<int> epochs = new("--epochs")
    {
        Description = "Passes over the masks, at least 1.",
        HelpName = "number",
        DefaultValueFactory = _ => LungNetworkName.Epochs,
    };

    private readonly LungNetworkOption network = new();

    private readonly ForceOption force = new();

    public LungsTrainCommand()
        : base("train", "Train the lung finder on masks drawn by hand.")
    {
        Add(data);
        Add(masks);
        Add(output);
        Add(force);
        Add(seed);
        Add(epochs);
        Add(network);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
        ["covidcxr lungs train --data dataset --masks sources/lung-masks --out models/covidcxr-lung-outlines.safetensors"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new TrainLungsWorkflow
        {
            Data = parsed.GetRequiredValue(data),
            Masks = parsed.GetRequiredValue(masks),
            Out = parsed.GetRequiredValue(output),
            Force = parsed.GetValue(force),
            Seed = parsed.GetValue(seed),
            Epochs = parsed.GetValue(epochs),
            Network = network.In(parsed),
        };
        var scores = await new ProgressDisplay().RunAsync(progress => workflow.Run(progress, cancel));
        Screen.WriteLine($"{workflow.Out}: measured on the validation split");
        foreach (var line in LungsView.Lines(scores))
            Screen.WriteLine(line);
        return ExitCode.Done;
    }
}
