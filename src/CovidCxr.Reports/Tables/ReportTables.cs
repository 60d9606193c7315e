using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Paper;

namespace CovidCxr.Reports.Tables;

/// <summary>Writes the report's CSV files. Shares are 0..1, losses in nats; columns <c>paper_*</c> repeat the paper's numbers.</summary>
internal static class ReportTables
{
    /// <summary>Table 3, one row for each measured set; the loss is the one that the paper gives for such a set.</summary>
    public static byte[] Table3(EvaluationMetrics run)
    {
        var csv = new CsvText(
            "set", "images", "loss", "accuracy", "accuracy_low", "accuracy_high", "micro_precision", "micro_recall",
            "macro_precision", "macro_recall", "macro_f1", "macro_auc",
            "paper_loss", "paper_accuracy", "paper_micro_precision", "paper_micro_recall");
        foreach (var row in Table3Row.Of(run))
        {
            var (m, paper) = (row.Run, row.Paper);
            csv.Row(
                row.Set, m.Images, row.Loss, m.Accuracy, m.AccuracyInterval?.Low, m.AccuracyInterval?.High,
                m.AtHalf.Precision, m.AtHalf.Recall,
                row.Macro ? m.MacroPrecision : null, row.Macro ? m.MacroRecall : null, row.Macro ? m.MacroF1 : null, m.MacroAuc,
                paper?.Loss, paper?.Accuracy, paper?.Precision, paper?.Recall);
        }
        return csv.ToBytes();
    }

    /// <summary>Table 4, one row for each class of the test set.</summary>
    public static byte[] Table4(ClassificationMetrics test)
    {
        var csv = new CsvText("class", "images", "mean", "low", "high", "paper_mean", "paper_low", "paper_high");
        foreach (var one in test.Classes)
        {
            var (run, paper) = (one.TrueProbability, PaperResults.TrueProbability(one.Finding));
            csv.Row(
                one.Finding.Name(), run.Count, run.Mean, run.Interval?.Low, run.Interval?.High,
                paper.Mean, paper.Interval?.Low, paper.Interval?.High);
        }
        return csv.ToBytes();
    }

    /// <summary>Table 5, one row for each cell of the confusion matrix of the test set.</summary>
    public static byte[] Table5(ConfusionMatrix confusion)
    {
        var csv = new CsvText("actual", "predicted", "count", "row_percent", "paper_row_percent");
        foreach (var actual in Findings.All)
            foreach (var predicted in Findings.All)
                csv.Row(
                    actual.Name(), predicted.Name(), confusion[actual, predicted],
                    confusion.RowPercent(actual, predicted), PaperResults.ConfusionPercent(actual, predicted));
        return csv.ToBytes();
    }

    /// <summary>A ROC curve from (0, 0), with the threshold <c>inf</c>, to (1, 1); only the header if it is undefined.</summary>
    public static byte[] Roc(RocCurve curve)
    {
        var csv = new CsvText("threshold", "false_positive_rate", "true_positive_rate");
        foreach (var point in curve.Points)
            csv.Row(point.Threshold, point.FalsePositiveRate, point.TruePositiveRate);
        return csv.ToBytes();
    }

    /// <summary>The training curves, one row for each epoch, without its duration, which says nothing about the network.</summary>
    public static byte[] History(IReadOnlyList<EpochRecord> history)
    {
        EpochColumn[] columns = [.. EpochColumn.All.Where(column => column != EpochColumn.Seconds)];
        var csv = new CsvText(columns.Select(column => column.Name));
        foreach (var epoch in history)
            // Rounded to six digits behind the point, a small rate would be zero.
            csv.Row(columns.Select(column => column == EpochColumn.Rate ? epoch.Rate.ToString("0.######e0") : (object)column.Value(epoch)));
        return csv.ToBytes();
    }

    /// <summary>The reliability table of the test set, one row for each bin of equal mass.</summary>
    public static byte[] Reliability(CalibrationError calibration)
    {
        var csv = new CsvText("bin", "images", "lowest_confidence", "highest_confidence", "mean_confidence", "accuracy");
        for (var i = 0; i < calibration.Bins.Count; i++)
        {
            var bin = calibration.Bins[i];
            csv.Row(i + 1, bin.Count, bin.Lowest, bin.Highest, bin.Confidence, bin.Accuracy);
        }
        return csv.ToBytes();
    }

    /// <summary>The validation split unchanged and under each distortion, one row each.</summary>
    public static byte[] Distortions(EvaluationInput input)
    {
        var csv = new CsvText(["distortion", "meaning", "images", "accuracy", .. Findings.All.Select(f => $"recall_{f.Key()}")]);
        foreach (var row in DistortionRow.Of(input))
        {
            var recalls = Findings.All.Select(f => (object?)row.Confusion.Recall(f));
            csv.Row([row.Name, row.Meaning, row.Confusion.Total, row.Confusion.Accuracy, .. recalls]);
        }
        return csv.ToBytes();
    }

    /// <summary>What the images of every collection are called, one row for each class and split.</summary>
    public static byte[] BySource(IReadOnlyList<SourceScore> scores)
    {
        var csv = new CsvText(
            ["split", "source", "actual", "images", .. Findings.All.Select(f => $"called_{f.Key()}"), "share_called_covid19"]);
        foreach (var score in scores)
            csv.Row([score.Split, score.Source, score.Actual, score.Images, .. score.Called.Cast<object>(), score.CalledCovid19]);
        return csv.ToBytes();
    }

    /// <summary>Every scored image, split by split; the actual class of a control is the finding of its source.</summary>
    public static byte[] Predictions(EvaluationInput input)
    {
        var csv = new CsvText(["path", "group", "actual", "predicted", .. Findings.All.Select(f => $"p_{f.Key()}")]);
        foreach (var image in input.Train.Concat(input.Val).Concat(input.Test))
            csv.Row([image.Path, image.Group, image.Actual.Name(), image.Predicted.Name(), .. image.Probabilities.Cast<object>()]);
        foreach (var control in input.Controls)
            csv.Row([control.Path, control.Group, control.Finding, control.Predicted.Name(), .. control.Probabilities.Cast<object>()]);
        return csv.ToBytes();
    }
}
