using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Metrics;
using ScottPlot;

namespace CovidCxr.Reports.Figures;

/// <summary>The ROC curves of the test set, each class against the other two.</summary>
internal static class RocFigure
{
    private const float LineWidth = 2.5f;
    private const float MarkerSize = 8;
    private const double MarkerDistance = 0.2;

    public static Figure Draw(ClassificationMetrics test)
    {
        var plot = PlotStyle.Of("ROC, each class against the rest", "false positive rate", "true positive rate");
        var legend = new List<LegendItem>();
        foreach (var one in test.Classes.Where(one => one.Auc is not null))
        {
            var line = plot.Add.ScatterLine(
                one.Roc.Points.Select(p => p.FalsePositiveRate).ToArray(),
                one.Roc.Points.Select(p => p.TruePositiveRate).ToArray());
            line.Color = Palette.Of(one.Finding);
            line.LineWidth = LineWidth;

            // Markers distinguish the curves for readers who cannot by color; offsets keep them apart where curves meet.
            var marks = Spread(one.Roc.Points, MarkerDistance * (0.3 + ((int)one.Finding / 3.0)));
            var shapes = plot.Add.ScatterPoints(marks);
            shapes.Color = line.Color;
            shapes.MarkerShape = Palette.Shape(one.Finding);
            shapes.MarkerSize = MarkerSize;
            legend.Add(Item($"{one.Finding.Name()}, AUC {one.Auc:0.000}", line.Color, LineWidth, shapes.MarkerShape));
        }
        var chance = plot.Add.Line(0, 0, 1, 1);
        chance.LineColor = Palette.Faint;
        chance.LineWidth = 1;
        legend.Add(Item("chance, AUC 0.500", Palette.Faint, 1, MarkerShape.None));

        PlotStyle.UnitSquare(plot);
        plot.ShowLegend(legend, Alignment.LowerRight);

        var areas = test.Classes.Select(one => $"{one.Finding.Name()} {(one.Auc is { } auc ? auc.ToString("0.000") : "not defined")}");
        return FigureCanvas.Draw("roc", $"ROC curves of the test set. Areas under the curves: {string.Join(", ", areas)}.", 540, 500, plot);
    }

    private static LegendItem Item(string text, Color color, float width, MarkerShape shape) => new()
    {
        LabelText = text,
        LabelFontName = PlotFont.Name,
        LineColor = color,
        LineWidth = width,
        MarkerShape = shape,
        MarkerFillColor = color,
        MarkerLineColor = color,
        MarkerSize = MarkerSize,
    };

    /// <summary>Points along the curve at equal distances, measured along both axes.</summary>
    private static Coordinates[] Spread(IReadOnlyList<RocPoint> points, double first)
    {
        var spread = new List<Coordinates>();
        double walked = 0, next = first;
        for (var i = 1; i < points.Count; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            double dx = to.FalsePositiveRate - from.FalsePositiveRate, dy = to.TruePositiveRate - from.TruePositiveRate;
            var length = dx + dy;
            while (length > 0 && next <= walked + length)
            {
                var share = (next - walked) / length;
                spread.Add(new Coordinates(from.FalsePositiveRate + (share * dx), from.TruePositiveRate + (share * dy)));
                next += MarkerDistance;
            }
            walked += length;
        }
        return [.. spread];
    }
}
