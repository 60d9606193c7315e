using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Datasets;
using CovidCxr.Reports.Tables;
using CovidCxr.Training.Loop;
using CovidCxr.Training.Runs;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Cli.Workflows;

/// <summary>
/// Trains a recipe once with all collections and once without each, and measures every collection by the network that knows it and by the
/// one that does not. Test and controls are not looked at, so that a recipe can be chosen by the result.
/// </summary>
/// <param name="request">What to train; its folder holds a run for every collection.</param>
internal sealed class HoldOutWorkflow(TrainingRequest request)
{
    private readonly Dataset dataset = Dataset.Open(request.Data!);

    /// <summary>Takes warnings, one line each without a full stop.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>The table of results, and the table of the answers that it counts.</summary>
    public string TablePath => Path.Combine(request.Out, "across.csv");

    private string ImagesPath => Path.Combine(request.Out, "across_images.csv");

    /// <summary>The collections without which at least two classes are left to learn.</summary>
    public IReadOnlyList<string> Sources =>
        [.. AllSources.Where(source => TrainImages.Where(image => image.Source != source).DistinctBy(image => image.Class).Count() > 1)];

    /// <summary>The collections that cannot be held out, because the others have a single class.</summary>
    public IReadOnlyList<string> Indispensable => [.. AllSources.Except(Sources)];

    private IReadOnlyList<DatasetImage> TrainImages => dataset.In(DatasetSplit.Train);

    private IEnumerable<string> AllSources => TrainImages.Select(image => image.Source).Distinct().Order(StringComparer.Ordinal);

    /// <summary>The folder of a run.</summary>
    /// <param name="source">The collection that it does not learn from; null for the run that learns from all.</param>
    public string RunOf(string? source) => Path.Combine(request.Out, source is null ? "all" : $"without-{source}");

    /// <summary>Trains a run; a finished one is kept, and a stopped one continued.</summary>
    /// <param name="source">The collection that it does not learn from; null for none.</param>
    /// <param name="progress">Reports decoded images.</param>
    /// <param name="epochs">Reports steps and finished epochs.</param>
    /// <param name="cancel">Stops after the current step; the next call continues.</param>
    /// <exception cref="InputException">The recipe, the dataset or the folder cannot be used.</exception>
    public IReadOnlyList<EpochRecord> Train(
        string? source, IProgress<WorkProgress> progress, IProgress<TrainingProgress> epochs, CancellationToken cancel) =>
        new TrainWorkflow(request with
        {
            Out = RunOf(source),
            HeldOut = new HeldOut { Sources = source is null ? [] : [source] },
            Resume = true,
        })
        { Warn = Warn }.Run(progress, epochs, cancel);

    /// <summary>Scores the images and writes the tables.</summary>
    /// <param name="progress">Reports scored images.</param>
    /// <param name="cancel">Stops between two batches; nothing is written then.</param>
    /// <returns>A row for each class of each collection.</returns>
    /// <exception cref="InputException">A run cannot be read, or a table cannot be written.</exception>
    public IReadOnlyList<AcrossScore> Measure(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        var within = Score(null, dataset.In(DatasetSplit.Val), progress, cancel);
        var across = Sources.SelectMany(source => Score(
            source,
            [.. dataset.Images.Where(image => image.Source == source && image.Split is (DatasetSplit.Train or DatasetSplit.Val))],
            progress,
            cancel));
        AcrossAnswer[] answers = [.. within, .. across];
        var scores = AcrossScore.Of(answers);
        AcrossTable.WriteImages(ImagesPath, answers);
        AcrossTable.Write(TablePath, scores);
        return scores;
    }

    private List<AcrossAnswer> Score(
        string? source, IReadOnlyList<DatasetImage> images, IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        using var run = TrainedRun.Open(RunOf(source));
        return
        [
            .. SplitClassifier.Classify(run, dataset, images, source ?? "validation", progress, cancel).Select(scored => new AcrossAnswer(
                scored.Image.Source, Findings.FromName(scored.Image.Class)!.Value, scored.Image.Group, source is null,
                Findings.MostLikely(scored.Probabilities))),
        ];
    }
}
