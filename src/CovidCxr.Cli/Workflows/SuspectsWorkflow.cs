using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Reports.Suspects;
using CovidCxr.Training.Scoring;

namespace CovidCxr.Cli.Workflows;

/// <summary>
/// Ranks the training images by the doubt about their labels. Each image is scored by the run that did not learn from its patient, so that
/// no network defends what it was taught.
/// </summary>
internal sealed record SuspectsWorkflow
{
    /// <summary>Folder of the dataset.</summary>
    public required string Data { get; init; }

    /// <summary>Folders of the runs, one of each fold (<c>train --fold</c>).</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>Folder of the list: new, empty, or an older list, which is replaced.</summary>
    public required string Out { get; init; }

    /// <summary>How many pictures the page shows.</summary>
    public required int Pictures { get; init; }

    /// <summary>Scores the images and writes the list.</summary>
    /// <param name="progress">Reports scored images.</param>
    /// <param name="cancel">Stops between two batches; nothing is written then.</param>
    /// <returns>The images, the most doubtful first.</returns>
    /// <exception cref="InputException">The dataset, a run or the folder cannot be used, or a fold has no run or two.</exception>
    public IReadOnlyList<Suspect> Run(IProgress<WorkProgress> progress, CancellationToken cancel)
    {
        SuspectsReport.CheckFolder(Out);
        var dataset = Dataset.Open(Data);
        var seen = new Dictionary<int, string>();
        int? folds = null;
        var suspects = new List<Suspect>();
        foreach (var path in Runs)
        {
            using var run = TrainedRun.Open(path);
            var fold = run.Description.HeldOut.Patients ?? throw new InputException(
                $"--runs {path}: learned from every training patient, so it says nothing about their labels; train it with --fold");
            if (run.Description.Dataset != dataset.Fingerprint)
                throw new InputException($"--runs {path}: was trained on another dataset than {Data}; give that one");
            if (fold.Folds != (folds ??= fold.Folds))
                throw new InputException(
                    $"--runs {path}: holds out one fold of {fold.Folds}, {Runs[0]} one of {folds}; give runs of one number of folds");
            if (!seen.TryAdd(fold.HeldOut, path))
                throw new InputException($"--runs {path}: holds out the same fold as {seen[fold.HeldOut]}; give one run of each fold");
            List<DatasetImage> heldOut = [.. dataset.In(DatasetSplit.Train).Where(image => fold.Contains(image.Group))];
            suspects.AddRange(SplitClassifier.Classify(run, dataset, heldOut, $"fold {fold.HeldOut + 1}", progress, cancel)
                .Select(scored => Of(scored.Image, scored.Probabilities)));
        }

        if (Enumerable.Range(0, folds ?? 0).FirstOrDefault(fold => !seen.ContainsKey(fold), -1) is >= 0 and var missing)
            throw new InputException($"--runs: none holds out fold {missing + 1} of {folds}; train it with --fold {missing + 1}/{folds}");
        var ranked = Suspect.Rank(suspects);
        var images = dataset.Images.ToDictionary(image => image.Path);
        SuspectsReport.Write(ranked, Pictures, path => dataset.ReadImageBytes(images[path]), Out);
        return ranked;
    }

    private static Suspect Of(DatasetImage image, IReadOnlyList<double> probabilities) => new(
        image.Path, image.Original, image.Source, image.Finding, Findings.FromName(image.Class)!.Value, probabilities);
}
