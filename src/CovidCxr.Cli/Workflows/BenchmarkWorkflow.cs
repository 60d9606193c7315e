using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Storage;
using CovidCxr.Datasets;
using CovidCxr.Inference.Models;
using CovidCxr.Reports.Benchmarking;
using CovidCxr.Training.Export;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Recipes;
using CovidCxr.Training.Runs;

namespace CovidCxr.Cli.Workflows;

/// <summary>
/// Trains, exports and evaluates every recipe of a folder with every seed, in equal time. What is done is kept, so that a benchmark that
/// was stopped or killed at any moment goes on where it was: finished runs are in the table, and an unfinished one continues from its
/// checkpoint.
/// </summary>
internal sealed class BenchmarkWorkflow
{
    private string? fingerprint; // of the dataset, once it is known

    /// <summary>The folder of the dataset.</summary>
    public required string Data { get; init; }

    /// <summary>The folder of the results.</summary>
    public required string Out { get; init; }

    /// <summary>The runs, in the order in which they are trained.</summary>
    public required IReadOnlyList<BenchmarkRun> Runs { get; init; }

    /// <summary>Minutes that a training may take.</summary>
    public required double BudgetMinutes { get; init; }

    /// <summary>The collections that no network learns from. Default: none.</summary>
    public IReadOnlyList<string> WithoutSources { get; init; } = [];

    /// <summary>The command line, for the reports.</summary>
    public required string Command { get; init; }

    /// <summary>Takes warnings, one line each without a full stop.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>The table of results.</summary>
    public string TablePath => Path.Combine(Out, "benchmark.csv");

    /// <summary>The page of results.</summary>
    public string PagePath => Path.Combine(Out, "benchmark.html");

    /// <summary>Finds the recipes of a folder and checks each of them.</summary>
    /// <param name="folder">The folder: a path, or one beside the program.</param>
    /// <param name="only">The recipes to take, by name; empty for all.</param>
    /// <param name="seeds">The seeds; the first one of all recipes comes first, so that an unfinished table can be read.</param>
    /// <exception cref="InputException">The folder has no recipes, a name is unknown, or a recipe is invalid.</exception>
    public static IReadOnlyList<BenchmarkRun> Find(string folder, IReadOnlyList<string> only, IReadOnlyList<long> seeds)
    {
        var path = Directory.Exists(folder) ? folder : Path.Combine(AppContext.BaseDirectory, folder);
        string[] files = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal)] : [];
        if (files.Length == 0)
            throw new InputException($"{folder}: holds no recipes (*.yaml); give a folder such as recipes/networks");
        string[] names = [.. files.Select(file => Path.GetFileNameWithoutExtension(file))];
        if (only.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw new InputException($"--only {unknown}: {folder} has no such recipe; choose of {string.Join(", ", names)}");
        foreach (var file in files)
            if (RecipeFile.Read(file) is var recipe && recipe.Name != Path.GetFileNameWithoutExtension(file))
                throw new InputException($"{file}: its name is '{recipe.Name}'; give recipe and file one name");
        return
        [
            .. from seed in seeds
               from file in files
               let name = Path.GetFileNameWithoutExtension(file)
               where only.Count == 0 || only.Contains(name)
               select new BenchmarkRun(name, file, seed),
        ];
    }

    /// <summary>Whether a run is in the table.</summary>
    /// <exception cref="InputException">
    /// The table is damaged or of another dataset, or the run's recipe, budget or held-out collections have changed since.
    /// </exception>
    public bool IsDone(BenchmarkRun run)
    {
        var rows = BenchmarkTable.Read(TablePath);
        if (rows.FirstOrDefault(row => row.Cells["dataset"] != Fingerprint) is not null)
            throw new InputException($"--data {Data}: not the dataset of {TablePath}; give that one, or another --out");
        if (rows.FirstOrDefault(row => row.Recipe == run.Recipe && row.Seed == run.Seed) is not { } done)
            return false;
        if (done.Cells["recipe_sha256"] != Sha256(run))
            throw new InputException($"{run.File}: was changed since its run in {TablePath}; give another --out");
        if (done.Number("budget_minutes") != BudgetMinutes)
            throw OtherBudget(TablePath, done.Number("budget_minutes")!.Value);
        return done.Cells["without_sources"] == string.Join(' ', WithoutSources)
            ? true
            : throw new InputException(
                $"--without-source: {TablePath} holds runs without '{done.Cells["without_sources"]}'; give the same, or another --out");
    }

    /// <summary>Trains a run, or continues it; measures first how much of the dataset an epoch may take.</summary>
    /// <param name="run">The run.</param>
    /// <param name="progress">Reports decoded images.</param>
    /// <param name="epochs">Reports steps and finished epochs.</param>
    /// <param name="cancel">Stops after the current step; the next call continues.</param>
    /// <exception cref="InputException">The recipe, the dataset or the folder cannot be used, or the run was begun otherwise.</exception>
    public IReadOnlyList<EpochRecord> Train(
        BenchmarkRun run, IProgress<WorkProgress> progress, IProgress<TrainingProgress> epochs, CancellationToken cancel)
    {
        var request = new TrainingRequest
        {
            Recipe = run.File,
            Data = Data,
            Out = RunOf(run),
            Seed = run.Seed,
            HeldOut = new HeldOut { Sources = WithoutSources },
        };
        var plan = BenchmarkPlan.Read(PlanOf(run)) ?? MakePlan(run, request.Complete(), progress, cancel);
        if (plan.RecipeSha256 != Sha256(run))
            throw new InputException($"{run.File}: was changed since {FolderOf(run)} was begun; give another --out, or delete that folder");
        if (plan.BudgetMinutes != BudgetMinutes)
            throw OtherBudget(FolderOf(run), plan.BudgetMinutes);
        return new TrainWorkflow(request with { Changes = [ShareOf(plan)], Resume = true }) { Warn = Warn }.Run(progress, epochs, cancel);
    }

    /// <summary>Exports and evaluates a trained run, adds its row to the table and writes the page anew.</summary>
    /// <param name="run">The run.</param>
    /// <param name="history">The epochs of its training.</param>
    /// <param name="progress">Reports scored images.</param>
    /// <param name="cancel">Stops between two batches; the next call begins anew.</param>
    /// <exception cref="InputException">A file cannot be written, or ONNX Runtime and the training library disagree.</exception>
    public void Measure(
        BenchmarkRun run, IReadOnlyList<EpochRecord> history, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var model = Path.Combine(FolderOf(run), "model.onnx");
        var evaluated = new EvaluateWorkflow { Model = RunOf(run), Data = Data, Out = ReportOf(run.Recipe, run.Seed), Command = Command }
            .Run(progress, cancel);
        var exported = new ExportWorkflow { Model = RunOf(run), Data = Data, Report = ReportOf(run.Recipe, run.Seed), Out = model }
            .Run(progress, cancel);
        BenchmarkTable.Add(TablePath, ReportOf(run.Recipe, run.Seed), Cost(run, history, evaluated, exported, model, cancel));
        File.Delete(new RunFolder(RunOf(run)).Last); // larger than all else, and the training is at its end
        WritePage();
    }

    /// <summary>Writes the page of all rows.</summary>
    /// <exception cref="InputException">A report is missing, or the page cannot be written.</exception>
    public void WritePage()
    {
        if (BenchmarkTable.Read(TablePath) is { Count: > 0 } rows)
            BenchmarkPage.Write(PagePath, rows, row => ReportOf(row.Recipe, row.Seed));
    }

    /// <summary>The folder of a run's training.</summary>
    public string RunOf(BenchmarkRun run) => Path.Combine(FolderOf(run), "run");

    private string Fingerprint => fingerprint ??= Dataset.Open(Data).Fingerprint;

    private BenchmarkCost Cost(
        BenchmarkRun run,
        IReadOnlyList<EpochRecord> history,
        EvaluateResult evaluated,
        ExportResult exported,
        string model,
        CancellationToken cancel)
    {
        var plan = BenchmarkPlan.Read(PlanOf(run))!;
        // Of an epoch that was interrupted only the time since is known, so the median stands for all.
        var seconds = history.Select(epoch => epoch.Seconds).Order().ElementAt(history.Count / 2);
        using var classifier = OnnxClassifier.Open(model, Environment.ProcessorCount);
        return new BenchmarkCost
        {
            Network = exported.Card.Network,
            InputSize = exported.Card.InputSize,
            Arithmetic = RunDescription.Read(new RunFolder(RunOf(run))).Arithmetic,
            RecipeSha256 = plan.RecipeSha256,
            BudgetMinutes = plan.BudgetMinutes,
            WithoutSources = string.Join(' ', WithoutSources),
            Parameters = exported.Card.Parameters,
            MultiplyAdds = ModelCost.MultiplyAdds(model),
            Epochs = history.Count * plan.Share,
            SecondsPerEpoch = seconds / plan.Share,
            PeakMemory = plan.Pace.PeakMemory,
            ImagesPerSecond = Throughput.Measure(classifier, cancel),
            FileBytes = exported.Bytes,
            AcrossImages = evaluated.BySource.Where(score => score.Split == SourceScore.HeldOut).Sum(score => score.Images),
            AcrossRecall = SourceScore.HeldOutRecall(evaluated.BySource),
        };
    }

    private BenchmarkPlan MakePlan(
        BenchmarkRun run, TrainingOptions options, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        Directory.CreateDirectory(FolderOf(run));
        var pace = TrainingPace.Measure(options, Path.Combine(FolderOf(run), "pixels.cache"), progress, cancel);
        var plan = new BenchmarkPlan
        {
            RecipeSha256 = Sha256(run),
            BudgetMinutes = BudgetMinutes,
            Share = pace.ShareFor(TimeSpan.FromMinutes(BudgetMinutes), options.Recipe),
            Pace = pace,
        };
        plan.Write(PlanOf(run));
        return plan;
    }

    private string FolderOf(BenchmarkRun run) => FolderOf(run.Recipe, run.Seed);

    private string FolderOf(string recipe, long seed) =>
        Path.Combine(Out, "runs", recipe, string.Create(CultureInfo.InvariantCulture, $"seed{seed}"));

    private string PlanOf(BenchmarkRun run) => Path.Combine(FolderOf(run), "plan.json");

    private string ReportOf(string recipe, long seed) => Path.Combine(FolderOf(recipe, seed), "report");

    private static string ShareOf(BenchmarkPlan plan) => string.Create(CultureInfo.InvariantCulture, $"share={plan.Share}");

    private static string Sha256(BenchmarkRun run) => Checksums.Of(File.ReadAllBytes(run.File));

    private InputException OtherBudget(string place, double minutes) => new(string.Create(
        CultureInfo.InvariantCulture, $"--budget {BudgetMinutes}: {place} was begun with {minutes}; give that, or another --out"));
}

/// <summary>A run of a benchmark.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="File">The recipe's file.</param>
/// <param name="Seed">The seed.</param>
internal sealed record BenchmarkRun(string Recipe, string File, long Seed);
