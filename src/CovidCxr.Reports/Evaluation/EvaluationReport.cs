using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Paper;
using CovidCxr.Reports.Checklists;
using CovidCxr.Reports.Figures;
using CovidCxr.Reports.Html;
using CovidCxr.Reports.Tables;

namespace CovidCxr.Reports.Evaluation;

/// <summary>
/// Measures scored images and writes the report's folder: <c>report.html</c>, <c>metrics.json</c>, the tables and checklists as CSV, the
/// figures as PNG and SVG, and X-rays as PNG. The same input gives the same bytes.
/// </summary>
public static class EvaluationReport
{
    /// <summary>Checks that a folder can take a report; call it before the long work of scoring.</summary>
    /// <param name="folder">A new or empty folder, or one that contains an older report and nothing else.</param>
    /// <exception cref="InputException">The path is a file, or the folder contains something else.</exception>
    public static void CheckFolder(string folder) => ReportFolder.CheckWritable(folder);

    /// <summary>The path of a report's HTML page.</summary>
    /// <param name="folder">The report's folder.</param>
    public static string PagePath(string folder) => Path.Combine(folder, ReportFiles.Page);

    /// <summary>Writes the report completely or not at all, and replaces an older one.</summary>
    /// <param name="input">The scored images and where they come from.</param>
    /// <param name="folder">A new or empty folder, or one that contains an older report and nothing else.</param>
    /// <returns>The metrics; <see cref="PaperComparison"/> turns them into a table.</returns>
    /// <exception cref="InputException">The folder contains other files or cannot be written.</exception>
    /// <exception cref="ArgumentException">The test set is empty, or an image does not have three probabilities from 0 to 1.</exception>
    public static EvaluationMetrics Write(EvaluationInput input, string folder)
    {
        CheckFolder(folder);
        var run = EvaluationMetrics.Measure(input.Test, input.Train, input.Val, input.Controls, input.Seed);
        ReportFolder.Write(folder, Files(input, run));
        return run;
    }

    /// <summary>Makes the content of every file of the report, by name.</summary>
    internal static IReadOnlyDictionary<string, byte[]> Files(EvaluationInput input, EvaluationMetrics run)
    {
        IReadOnlyList<Figure> figures = [.. Draw(input, run)];
        var examples = ExampleFigure.Draw(input.Examples);
        var files = new Dictionary<string, byte[]>
        {
            [ReportFiles.Page] = ReportPage.Write(input, run, figures, examples),
            [ReportFiles.Metrics] = MetricsJson.Write(input, run),
            [ReportFiles.Table3] = ReportTables.Table3(run),
            [ReportFiles.Table4] = ReportTables.Table4(run.Test),
            [ReportFiles.Table5] = ReportTables.Table5(run.Test.Confusion),
            [ReportFiles.History] = ReportTables.History(input.History),
            [ReportFiles.Reliability] = ReportTables.Reliability(run.Test.Calibration),
            [ReportFiles.Predictions] = ReportTables.Predictions(input),
            [ReportFiles.Checklists] = Checklist.ToCsv(Checklist.Of(new EvaluationAnswers(input, run))),
        };
        if (DistortionRow.Of(input).Count > 0)
            files[ReportFiles.Distortions] = ReportTables.Distortions(input);
        if (input.BySource.Count > 0)
            files[ReportFiles.BySource] = ReportTables.BySource(input.BySource);
        foreach (var one in run.Test.Classes)
            files[ReportFiles.Roc(one.Finding)] = ReportTables.Roc(one.Roc);
        foreach (var figure in figures)
        {
            files[$"{figure.Name}.png"] = figure.Png;
            files[$"{figure.Name}.svg"] = figure.Svg;
        }
        foreach (var example in examples)
            files[$"{example.Name}.png"] = example.Png;
        return files;
    }

    private static IEnumerable<Figure> Draw(EvaluationInput input, EvaluationMetrics run)
    {
        yield return ConfusionFigure.Draw(run.Test.Confusion);
        if (input.History.Count > 0)
        {
            yield return HistoryFigures.LossAndAccuracy(input.History);
            yield return HistoryFigures.PrecisionAndRecall(input.History);
        }
        yield return RocFigure.Draw(run.Test);
        yield return ReliabilityFigure.Draw(run.Test.Calibration);
        yield return TrueProbabilityFigure.Draw(run.Test);
    }
}
