using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;

namespace CovidCxr.Core.Paper;

/// <summary>Compares a run's metrics with the paper's.</summary>
public static class PaperComparison
{
    /// <summary>The rows in the order of display: the headline, tables 3 and 4, and metrics that the paper does not give.</summary>
    public static IReadOnlyList<Comparison> Rows(EvaluationMetrics run) =>
    [
        .. Headline(run),
        .. Table3("train", PaperResults.Train, run.Train, m => m.PaperTrainingLoss),
        .. Table3("test", PaperResults.Test, run.Test, m => m.PaperTestLoss),
        .. Table3("test COVID-19", PaperResults.TestCovid19, run.TestCovid19, m => m.PaperTestLoss),
        .. Table4(run.Test),
        .. BeyondThePaper(run),
    ];

    /// <summary>The most important rows: accuracy, the COVID-19 class, the AUC, calibration and the controls.</summary>
    public static IReadOnlyList<Comparison> Headline(EvaluationMetrics run)
    {
        var covid = run.Test[Finding.Covid19];
        return
        [
            new("test accuracy", PaperResults.Test.Accuracy, run.Test.Accuracy, run.Test.AccuracyInterval),
            new("test COVID-19 recall", PaperResults.Covid19Recall, covid.Recall, covid.RecallInterval),
            new("test COVID-19 precision", null, covid.Precision, covid.PrecisionInterval),
            new("test macro AUC", null, run.Test.MacroAuc, run.Test.MacroAucInterval),
            new("test calibration error (ECE)", null, run.Test.Calibration.Expected, null),
            new("controls called COVID-19", null, run.Controls?.CalledCovid19, run.Controls?.CalledCovid19Interval)
            {
                IsMeasured = run.Controls is not null,
            },
            new("controls AUC against COVID-19", null, run.Controls?.AucVersusCovid19, run.Controls?.AucInterval)
            {
                IsMeasured = run.Controls is not null,
            },
        ];
    }

    private static IEnumerable<Comparison> Table3(
        string set,
        PaperTable3Row paper,
        ClassificationMetrics? run,
        Func<ClassificationMetrics, double> loss)
    {
        // The COVID-19 images of a scored test set are measured, though there may be none.
        var isMeasured = run is not null || set != "train";
        yield return new($"{set} loss", paper.Loss, run is null ? null : loss(run), null) { IsMeasured = isMeasured };
        // The headline shows the accuracy of the test set with its interval.
        if (set != "test")
            yield return new($"{set} accuracy", paper.Accuracy, run?.Accuracy, run?.AccuracyInterval) { IsMeasured = isMeasured };
        yield return new($"{set} micro precision", paper.Precision, run?.AtHalf.Precision, null) { IsMeasured = isMeasured };
        yield return new($"{set} micro recall", paper.Recall, run?.AtHalf.Recall, null) { IsMeasured = isMeasured };
    }

    private static IEnumerable<Comparison> Table4(ClassificationMetrics test)
    {
        foreach (var finding in Findings.All)
        {
            var own = test[finding].TrueProbability;
            yield return new(
                $"{finding.Name()} true-class probability",
                PaperResults.TrueProbability(finding).Mean,
                own.Count == 0 ? null : own.Mean,
                own.Interval);
        }
    }

    private static IEnumerable<Comparison> BeyondThePaper(EvaluationMetrics run)
    {
        yield return new("test macro precision", null, run.Test.MacroPrecision, null);
        yield return new("test macro recall", null, run.Test.MacroRecall, null);
        yield return new("test macro F1", null, run.Test.MacroF1, null);
        foreach (var finding in Findings.All)
            yield return new($"{finding.Name()} AUC", null, run.Test[finding].Auc, null);
    }
}

/// <summary>A metric of the paper beside that of a run: a row of the table that <c>covidcxr evaluate</c> prints.</summary>
/// <param name="Name">The metric, for example <c>test accuracy</c>.</param>
/// <param name="Paper">The paper's value; null if it gives none.</param>
/// <param name="Run">The run's value; null if it is not defined or not measured.</param>
/// <param name="Interval">The 95 % interval of the run's value; null if there is none.</param>
public sealed record Comparison(string Name, double? Paper, double? Run, Interval? Interval)
{
    /// <summary>Whether the images of the metric were scored: its value is then given or not defined. Default: true.</summary>
    public bool IsMeasured { get; init; } = true;
}
