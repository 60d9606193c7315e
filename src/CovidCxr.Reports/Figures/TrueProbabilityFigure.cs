using CovidCxr.Core;
using CovidCxr.Core.Evaluation;
using CovidCxr.Core.Paper;
using ScottPlot;

namespace CovidCxr.Reports.Figures;

/// <summary>Table 4 as a figure: the mean probability of the true class with its 95 % interval, the paper's beside this run's.</summary>
internal static class TrueProbabilityFigure
{
    private const double Offset = 0.12;

    public static Figure Draw(ClassificationMetrics test)
    {
        var plot = PlotStyle.Of("Probability of the true class", "", "mean, with 95 % interval");
        Add(plot, Findings.All.Select(PaperResults.TrueProbability), -Offset, Palette.Paper, MarkerShape.FilledSquare, "paper, table 4");
        Add(plot, test.Classes.Select(one => one.TrueProbability), Offset, Palette.Train, MarkerShape.FilledCircle, "this run");

        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. Findings.All.Select(f => (double)f)],
            [.. Findings.All.Select(f => f.Name())]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        PlotStyle.Ticks(plot.Axes.Left, [0, 0.2, 0.4, 0.6, 0.8, 1], "0.0");
        plot.Axes.SetLimits(-0.5, 2.5, 0, 1.02);
        plot.ShowLegend(Alignment.LowerRight);

        var means = test.Classes.Select(one =>
            $"{one.Finding.Name()} {Number(one.TrueProbability.Mean)} (paper {PaperResults.TrueProbability(one.Finding).Mean:0.000})");
        return FigureCanvas.Draw("table4", $"Mean probability of the true class: {string.Join(", ", means)}.", 540, 400, plot);
    }

    private static void Add(Plot plot, IEnumerable<TrueClassProbability> rows, double shift, Color color, MarkerShape shape, string name)
    {
        var first = true;
        foreach (var row in rows.Where(row => row.Count > 0))
        {
            var x = (int)row.Finding + shift;
            if (row.Interval is { } interval)
            {
                var bar = plot.Add.Line(x, interval.Low, x, interval.High);
                bar.LineColor = color;
                bar.LineWidth = 3.5f;
            }
            var marker = plot.Add.Marker(x, row.Mean, shape, 8, color);
            if (first)
                marker.LegendText = name;
            first = false;
        }
    }

    private static string Number(double value) => double.IsNaN(value) ? "not defined" : value.ToString("0.000");
}
