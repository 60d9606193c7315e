using CovidCxr.Core.Audits;
using CovidCxr.Reports.Figures;
using ScottPlot;
using Palette = CovidCxr.Reports.Figures.Palette;
using PlotStyle = CovidCxr.Reports.Figures.PlotStyle;

namespace CovidCxr.Reports.Audits;

/// <summary>Draws the plots of an audit.</summary>
internal static class AuditPlots
{
    private static readonly Color[] Colors = [Palette.Train, Palette.Val, Palette.Faint];
    private static readonly MarkerShape[] Shapes = [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.None];
    private const int MarkersOnALine = 10;

    /// <summary>Draws a plot.</summary>
    public static Figure Draw(AuditChart chart)
    {
        var plot = PlotStyle.Of(chart.Title, chart.XLabel, chart.YLabel);
        foreach (var (index, line) in chart.Lines.Index())
        {
            var scatter = plot.Add.ScatterLine(line.X.ToArray(), line.Y.ToArray());
            scatter.Color = Colors[index % Colors.Length];
            scatter.LineWidth = 2.5f;
            // Markers tell the lines apart for readers who cannot by color.
            var every = Math.Max(1, line.X.Count / MarkersOnALine);
            var marks = plot.Add.ScatterPoints(
                line.X.Where((_, i) => i % every == 0).ToArray(), line.Y.Where((_, i) => i % every == 0).ToArray());
            marks.Color = scatter.Color;
            marks.MarkerShape = Shapes[index % Shapes.Length];
            marks.MarkerSize = 7;
            marks.LegendText = line.Name;
        }
        var (low, high) = (chart.Lines.Min(line => line.Y.Min()), chart.Lines.Max(line => line.Y.Max()));
        var room = Math.Max(0.01, 0.05 * (high - low));
        plot.Axes.SetLimits(-0.02, 1.02, low - room, high + room);
        plot.ShowLegend(Alignment.UpperRight);
        return FigureCanvas.Draw(chart.Key, Alt(chart), 540, 400, plot);
    }

    private static string Alt(AuditChart chart)
    {
        static string Of(AuditLine line) => $"{line.Name}: {At(line, 0)}, {At(line, line.X.Count / 2)}, {At(line, line.X.Count - 1)}.";
        return $"{chart.Title}: {chart.YLabel} against {chart.XLabel}. {string.Join(" ", chart.Lines.Select(Of))}";
    }

    private static string At(AuditLine line, int i) => FormattableString.Invariant($"{line.Y[i]:0.000} at {line.X[i]:0.00}");
}
