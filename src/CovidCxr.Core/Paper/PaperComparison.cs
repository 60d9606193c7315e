using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.ModelCards;

namespace CovidCxr.Core.Paper;

/// <summary>Sets the paper's figures and a run's side by side.</summary>
public static class PaperComparison
{
    /// <summary>The rows in the order they are shown in: the headline first, then tables 3 and 4, then what the paper lacks.</summary>
    public static IReadOnlyList<Comparison> Rows(EvaluationMetrics run) =>
    [
        .. Headline(run),
        .. Table3("train", PaperResults.Train, run.Train, m => m.PaperTrainingLoss),
        .. Table3("test", PaperResults.Test, run.Test, m => m.PaperTestLoss),
        .. Table3("test COVID-19", PaperResults.TestCovid19, run.TestCovid19, m => m.PaperTestLoss),
        .. Table4(run.Test),
        .. BeyondThePaper(run),
    ];

    /// <summary>The few rows that say most: accuracy, the COVID-19 class, the AUC, calibration and the controls.</summary>
    public static IReadOnlyList<Comparison> Headline(EvaluationMetrics run)
    {
        var covid = run.Test[Finding.Covid19];
        return
        [
            new("test accuracy", "table 3", PaperResults.Test.Accuracy, run.Test.Accuracy, run.Test.AccuracyInterval),
            new("test COVID-19 recall", "table 5", PaperResults.Covid19Recall, covid.Recall, covid.RecallInterval),
            new("test COVID-19 precision", "", null, covid.Precision, covid.PrecisionInterval),
            new("test macro AUC", "", null, run.Test.MacroAuc, run.Test.MacroAucInterval),
            new("test calibration error (ECE)", "", null, run.Test.Calibration.Expected, null),
            new("controls called COVID-19", "", null, run.Controls?.CalledCovid19, run.Controls?.CalledCovid19Interval),
            new("controls AUC against COVID-19", "", null, run.Controls?.AucVersusCovid19, run.Controls?.AucInterval),
        ];
    }

    private static IEnumerable<Comparison> Table3(
        string set,
        PaperTable3Row paper,
        ClassificationMetrics? run,
        Func<ClassificationMetrics, double> loss)
    {
        yield return new($"{set} loss", "table 3", paper.Loss, run is null ? null : loss(run), null);
        // The headline has the test set's accuracy already, with its interval.
        if (set != "test")
            yield return new($"{set} accuracy", "table 3", paper.Accuracy, run?.Accuracy, run?.AccuracyInterval);
        yield return new($"{set} micro precision", "table 3", paper.Precision, run?.AtHalf.Precision, null);
        yield return new($"{set} micro recall", "table 3", paper.Recall, run?.AtHalf.Recall, null);
    }

    private static IEnumerable<Comparison> Table4(ClassificationMetrics test)
    {
        foreach (var finding in Findings.All)
        {
            var own = test[finding].TrueProbability;
            yield return new(
                $"{finding.Name()} true-class probability",
                "table 4",
                PaperResults.TrueProbability(finding).Mean,
                own.Count == 0 ? null : own.Mean,
                own.Interval);
        }
    }

    private static IEnumerable<Comparison> BeyondThePaper(EvaluationMetrics run)
    {
        yield return new("test macro precision", "", null, run.Test.MacroPrecision, null);
        yield return new("test macro recall", "", null, run.Test.MacroRecall, null);
        yield return new("test macro F1", "", null, run.Test.MacroF1, null);
        foreach (var finding in Findings.All)
            yield return new($"{finding.Name()} AUC", "", null, run.Test[finding].Auc, null);
    }
}

/// <summary>One figure of the paper beside this run's: a row of the table that a command prints.</summary>
/// <param name="Name">What is measured, for example <c>test accuracy</c>.</param>
/// <param name="Source">Where the paper has it, for example <c>table 3</c>; empty where the paper has no such figure.</param>
/// <param name="Paper">The paper's value; null where it has none.</param>
/// <param name="Run">This run's value; null where it is not defined or was not measured.</param>
/// <param name="Interval">The 95 % interval of this run's value; null where there is none.</param>
public sealed record Comparison(string Name, string Source, double? Paper, double? Run, Interval? Interval);
