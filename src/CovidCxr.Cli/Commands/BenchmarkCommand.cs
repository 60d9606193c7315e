using System.CommandLine;
using CovidCxr.Cli.Views;
using CovidCxr.Cli.Workflows;
using CovidCxr.Core;
using CovidCxr.Shell;
using CovidCxr.Shell.Progress;
using CovidCxr.Training.Runs;

namespace CovidCxr.Cli.Commands;

/// <summary><c>covidcxr benchmark</c>: compares networks in equal time on the same data.</summary>
internal sealed class BenchmarkCommand : Command, IHasExamples, ISavesWhenStopped
{
    private readonly Argument<string> recipes = new("recipes")
    {
        Description = "Folder of recipes, for example recipes/networks; each *.yaml is trained.",
    };

    private readonly Option<string> data = new("--data")
    {
        Description = "Folder of the dataset (covidcxr dataset build --out).",
        HelpName = "dataset",
        Required = true,
    };

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder of runs, table and page; a benchmark that was stopped or killed goes on there.",
        HelpName = "folder",
        Required = true,
    };

    private readonly Option<string[]> only = new("--only")
    {
        Description = "Train these recipes only, by name.",
        HelpName = "names",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<long[]> seeds = new("--seeds")
    {
        Description = "Train each recipe with each of these seeds.",
        HelpName = "numbers",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [0],
    };

    private readonly Option<double> budget = new("--budget")
    {
        Description = "Minutes of training for each run; the faster a network, the more images it sees.",
        HelpName = "minutes",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<string[]> withoutSource = new("--without-source")
    {
        Description = "Learn from none of these collections, and measure the networks on them too.",
        HelpName = "names",
    };

    public BenchmarkCommand()
        : base("benchmark", "Train, export and evaluate every recipe of a folder in equal time, and compare them.")
    {
        Add(recipes);
        Add(data);
        Add(output);
        Add(only);
        Add(seeds);
        Add(budget);
        Add(withoutSource);
        Validators.Add(result =>
        {
            if (result.GetResult(budget) is { Implicit: false } && result.GetValue(budget) is not (> 0 and <= 100_000))
                result.AddError($"Option '{budget.Name}': give minutes above 0, at most 100000.");
        });
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples { get; } =
    [
        "covidcxr benchmark recipes/networks --data dataset --out runs/networks",
        "covidcxr benchmark recipes/networks --data dataset --out runs/networks --only vgg19 densenet121 --seeds 0 1 2 --budget 20",
        "covidcxr benchmark recipes/networks --data all --out runs/across --without-source cxnet,nih,radiography",
    ];

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var workflow = new BenchmarkWorkflow
        {
            Data = parsed.GetRequiredValue(data),
            Out = parsed.GetRequiredValue(output),
            Runs = BenchmarkWorkflow.Find(parsed.GetRequiredValue(recipes), parsed.GetValue(only) ?? [], parsed.GetValue(seeds) ?? []),
            BudgetMinutes = parsed.GetValue(budget),
            WithoutSources = HeldOut.ReadSources(parsed.GetValue(withoutSource) ?? []),
            Command = Invocation.Text(parsed),
            Warn = TrainingView.Warn,
        };
        var failed = new List<string>();
        foreach (var (index, run) in workflow.Runs.Index())
        {
            var title = $"{run.Recipe}, seed {run.Seed} ({index + 1} of {workflow.Runs.Count})";
            if (workflow.IsDone(run))
            {
                Screen.WriteLine($"{title}: done before");
                continue;
            }
            Screen.WriteLine(title);
            try
            {
                await TrainAsync(workflow, run, Invocation.Text(parsed), cancel);
            }
            catch (InputException error)
            {
                // The others do not depend on it.
                failed.Add(run.Recipe);
                TrainingView.Warn($"{title} failed: {error.Message}");
            }
        }
        workflow.WritePage();
        BenchmarkView.Print(workflow.TablePath, workflow.PagePath);
        if (failed.Count > 0)
            throw new InputException($"{Counted.Of(failed.Count, "run")} of {workflow.Runs.Count} failed: "
                + $"{string.Join(", ", failed.Distinct())}; see the warnings above, then give the same command again");
        return ExitCode.Done;
    }

    private static async Task TrainAsync(BenchmarkWorkflow workflow, BenchmarkRun run, string continuation, CancellationToken cancel)
    {
        var history = await TrainingView.ShowAsync(
            (progress, steps, stop) => workflow.Train(run, progress, steps, stop), workflow.RunOf(run), continuation, cancel);
        await new ProgressDisplay().RunAsync(progress =>
        {
            workflow.Measure(run, history, progress, cancel);
            return true;
        });
    }
}
