using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;
using CovidCxr.Training.Runs;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr holdout</c>: measures a recipe on collections that it has never seen.</summary>
internal sealed class HoldOutCommand : Command, IHasExamples, ISavesWhenStopped
{
    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of a dataset of several collections.",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> recipe = new("--recipe")
    {
        Description = "Recipe to train by.",
        HelpName = "name",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder for the runs and the table; finished runs are kept, and a stopped one goes on.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<long> seed = new("--seed") { Description = "Seed of every run.", HelpName = "number" };

    private readonly Option<int?> epochs = new("--epochs")
    {
        Description = "Train for this many epochs instead of the recipe's.",
        HelpName = "number",
    };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "Change a value of the recipe, for example optimizer.name=sgd; can be repeated.",
        HelpName = "key=value",
    };

    public HoldOutCommand()
        : base("holdout", "Train a recipe without each collection in turn, and measure it on the one that it has never seen.")
    {
        Add(data);
        Add(recipe);
        Add(output);
        Add(seed);
        Add(epochs);
        Add(set);
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
        ["covidcxr holdout --data all --recipe adults --set teacher.weight=0 --out runs/holdout"];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new HoldOutWorkflow(new TrainingRequest
        {
            Recipe = parsed.GetRequiredValue(recipe),
            Changes = parsed.GetValue(set) ?? [],
            Epochs = parsed.GetValue(epochs),
            Data = parsed.GetRequiredValue(data),
            Out = parsed.GetRequiredValue(output),
            Seed = parsed.GetValue(seed),
        })
        { Warn = TrainingView.Warn };
        foreach (var source in workflow.Indispensable)
            TrainingView.Warn($"{source} is not held out: without it only one class is left");
        foreach (var source in workflow.Sources.Prepend(null))
            await TrainingView.ShowAsync(
                (progress, steps, stop) => workflow.Train(source, progress, steps, stop),
                workflow.RunOf(source),
                Invocation.Text(parsed),
                cancel);
        var scores = await new ProgressDisplay().RunAsync(progress => workflow.Measure(progress, cancel));
        AcrossView.Print(scores, workflow.TablePath);
        return ExitCode.Done;
    }
}
