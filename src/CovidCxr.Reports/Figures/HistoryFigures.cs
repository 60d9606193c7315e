using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Paper;
using ScottPlot;

namespace CovidCxr.Reports.Figures;

/// <summary>
/// Figures 5 and 6: training curves by epoch. The second curve is the validation split; the paper shows its test set instead.
/// </summary>
internal static class HistoryFigures
{
    /// <summary>Figure 5, loss and accuracy.</summary>
    public static Figure LossAndAccuracy(IReadOnlyList<EpochRecord> history) => FigureCanvas.Draw(
        "figure5",
        $"Loss and accuracy over {Counted.Of(history.Count, "epoch")}. "
                + Ends("accuracy", history, e => e.TrainAccuracy, e => e.ValAccuracy),
        500,
        420,
        Panel("Loss", "loss (nats)", history, e => e.TrainLoss, e => e.ValLoss, paper: null),
        Panel("Accuracy", "accuracy", history, e => e.TrainAccuracy, e => e.ValAccuracy, PaperResults.Test.Accuracy));

    /// <summary>Figure 6, precision and recall.</summary>
    public static Figure PrecisionAndRecall(IReadOnlyList<EpochRecord> history) => FigureCanvas.Draw(
        "figure6",
        $"Precision and recall, micro-averaged at 0.5, over {Counted.Of(history.Count, "epoch")}. "
            + $"{Ends("precision", history, e => e.TrainPrecision, e => e.ValPrecision)} "
            + Ends("recall", history, e => e.TrainRecall, e => e.ValRecall),
        500,
        420,
        Panel("Precision (micro, at 0.5)", "precision", history, e => e.TrainPrecision, e => e.ValPrecision, PaperResults.Test.Precision),
        Panel("Recall (micro, at 0.5)", "recall", history, e => e.TrainRecall, e => e.ValRecall, PaperResults.Test.Recall));

    private static Plot Panel(
        string title,
        string unit,
        IReadOnlyList<EpochRecord> history,
        Func<EpochRecord, double> train,
        Func<EpochRecord, double> val,
        double? paper)
    {
        var plot = PlotStyle.Of(title, "epoch", unit);
        AddCurve(plot, history, train, Palette.Train, MarkerShape.FilledCircle, "train");
        AddCurve(plot, history, val, Palette.Val, MarkerShape.FilledSquare, "validation");

        double first = history[0].Epoch, last = history[^1].Epoch;
        var values = history.SelectMany(e => new[] { train(e), val(e) }).Where(double.IsFinite).ToList();
        if (paper is { } figure)
        {
            values.Add(figure);
            var line = plot.Add.Line(first - 0.4, figure, last + 0.4, figure);
            line.LineColor = Palette.Paper;
            line.LineWidth = 2;
            line.LegendText = $"paper, test: {figure:0.000}";
        }

        // Ticks at whole epochs only, and few enough that their labels do not touch.
        var every = (int)PlotStyle.RoundStep(Math.Max(1, (last - first) / 12));
        PlotStyle.Ticks(plot.Axes.Bottom, history.Select(e => (double)e.Epoch).Where(e => e % every == 0 || every == 1), "0");
        // The axis of a share ends at 1; that of a loss starts at 0.
        if (paper is null)
        {
            var top = Math.Max(0.01, values.DefaultIfEmpty(1).Max() * 1.08);
            plot.Axes.SetLimits(first - 0.4, last + 0.4, 0, top);
            var step = PlotStyle.RoundStep(top / 6);
            PlotStyle.Ticks(plot.Axes.Left, Enumerable.Range(0, 1 + (int)(top / step)).Select(t => t * step), step < 0.1 ? "0.00" : "0.0");
        }
        else
        {
            var tenth = Math.Clamp((int)Math.Floor((values.Min() * 10) - 0.2), 0, 9);
            plot.Axes.SetLimits(first - 0.4, last + 0.4, tenth / 10.0, 1.01);
            PlotStyle.Ticks(plot.Axes.Left, Enumerable.Range(tenth, 11 - tenth).Select(t => t / 10.0), "0.0");
        }
        plot.ShowLegend(paper is null ? Alignment.UpperRight : Alignment.LowerRight);
        return plot;
    }

    private static void AddCurve(
        Plot plot,
        IReadOnlyList<EpochRecord> history,
        Func<EpochRecord, double> value,
        Color color,
        MarkerShape shape,
        string name)
    {
        var known = history.Where(e => double.IsFinite(value(e))).ToArray();
        if (known.Length == 0)
            return;
        var line = plot.Add.Scatter(known.Select(e => (double)e.Epoch).ToArray(), known.Select(value).ToArray());
        line.Color = color;
        line.LineWidth = 2.5f;
        line.MarkerShape = shape;
        line.MarkerSize = known.Length > 40 ? 0 : 7;
        line.LegendText = name;
    }

    private static string Ends(
        string name, IReadOnlyList<EpochRecord> history, Func<EpochRecord, double> train, Func<EpochRecord, double> val) =>
        $"Last {name}: train {Number(train(history[^1]))}, validation {Number(val(history[^1]))}.";

    private static string Number(double value) => double.IsFinite(value) ? value.ToString("0.000") : "not measured";
}
