using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Paper;
using ScottPlot;

namespace CovidCxr.Reports.Figures;

/// <summary>Figure 4: the paper's confusion matrix of the test set in percent, beside this run's with counts.</summary>
internal static class ConfusionFigure
{
    public static Figure Draw(ConfusionMatrix confusion)
    {
        var paper = Panel("Paper, figure 4", (actual, predicted) =>
        {
            var percent = PaperResults.ConfusionPercent(actual, predicted);
            return (percent / 100.0, $"{percent} %", "");
        });
        var run = Panel("This run", (actual, predicted) =>
            confusion.RowPercent(actual, predicted) is { } percent
                ? (percent / 100, $"{percent:0.0} %", $"{confusion[actual, predicted]} of {confusion.Actual(actual)}")
                : (0, "no image", ""));
        var correct = Findings.All.Select(f => $"{f.Name()} {confusion[f, f]} of {confusion.Actual(f)}");
        return FigureCanvas.Draw(
            "figure4",
            $"Confusion matrices of the test set, the paper's and this run's. Correct in this run: {string.Join(", ", correct)}.",
            500,
            450,
            paper,
            run);
    }

    private static Plot Panel(string title, Func<Finding, Finding, (double Share, string Percent, string Count)> cell)
    {
        var plot = PlotStyle.Of(title, "predicted class", "actual class");
        var last = Findings.Count - 1;
        foreach (var actual in Findings.All)
            foreach (var predicted in Findings.All)
            {
                var (share, percent, count) = cell(actual, predicted);
                // The first class is at the top, as in a table.
                double x = (int)predicted, y = last - (int)actual;
                var box = plot.Add.Rectangle(x - 0.5, x + 0.5, y - 0.5, y + 0.5);
                box.FillColor = Palette.Shade(share);
                box.LineColor = Palette.Grid;
                box.LineWidth = 1;
                AddText(plot, percent, x, count.Length > 0 ? y + 0.1 : y, PlotStyle.TitleSize + 2, Palette.InkOn(share));
                if (count.Length > 0)
                    AddText(plot, count, x, y - 0.16, PlotStyle.TickSize, Palette.InkOn(share));
            }

        double[] positions = [.. Findings.All.Select(f => (double)f)];
        string[] names = [.. Findings.All.Select(f => f.Name())];
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(positions, names);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. positions.Select(p => last - p)], names);
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.MajorTickStyle.Length = 0;
            axis.FrameLineStyle.IsVisible = false;
        }
        plot.HideGrid();
        plot.Axes.SetLimits(-0.5, last + 0.5, -0.5, last + 0.5);
        return plot;
    }

    private static void AddText(Plot plot, string text, double x, double y, float size, Color color)
    {
        var label = plot.Add.Text(text, x, y);
        label.LabelFontName = PlotFont.Name;
        label.LabelFontSize = size;
        label.LabelFontColor = color;
        label.LabelAlignment = Alignment.MiddleCenter;
    }
}
