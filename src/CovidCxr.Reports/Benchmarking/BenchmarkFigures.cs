using System.Globalization;
using CovidCxr.Reports.Figures;
using ScottPlot;
using Palette = CovidCxr.Reports.Figures.Palette;
using PlotStyle = CovidCxr.Reports.Figures.PlotStyle;

namespace CovidCxr.Reports.Benchmarking;

/// <summary>Draws the networks of a benchmark as named points.</summary>
internal static class BenchmarkFigures
{
    private const int Width = 760, Height = 520;

    /// <summary>Accuracy against multiply-adds; null if no network has both.</summary>
    public static Figure? Cost(IReadOnlyList<NetworkSummary> networks)
    {
        var points = Points(networks, "multiply_adds", "test_accuracy");
        if (points.Count == 0)
            return null;
        var plot = PlotStyle.Of("Accuracy against cost", "multiply-adds for an image, billions", "test accuracy");
        double[] decades = [0.001, 0.01, 0.1, 1, 10, 100];
        Draw(plot, [.. points.Select(p => p with { X = Math.Log10(p.X / 1e9) })]);
        double[] positions = [.. decades.Select(Math.Log10)];
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            positions, [.. decades.Select(decade => decade.ToString(CultureInfo.InvariantCulture))]);
        return Finish("cost", "Test accuracy against multiply-adds", points, plot);
    }

    /// <summary>
    /// What a network does on the collections that it has never seen against those that it knows; without such collections, how it tells
    /// COVID-19 from the controls of the same collections. Null if neither was measured.
    /// </summary>
    public static Figure? Across(IReadOnlyList<NetworkSummary> networks)
    {
        var isAcross = networks.Any(network => network.Mean("across_recall") is not null);
        var points = Points(networks, "test_accuracy", isAcross ? "across_recall" : "same_source_auc");
        if (points.Count == 0)
            return null;
        var below = isAcross ? "mean recall on collections never seen" : "AUC against controls of the same sources";
        var plot = PlotStyle.Of("Inside against across sources", "test accuracy, known collections", below);
        Draw(plot, points);
        return Finish("across", $"{below} against test accuracy", points, plot);
    }

    private static List<Point> Points(IReadOnlyList<NetworkSummary> networks, string x, string y)
    {
        var points = new List<Point>();
        foreach (var network in networks)
            if (network.Mean(x) is { } atX && network.Mean(y) is { } atY)
                points.Add(new Point(network.Recipe, atX, atY));
        return points;
    }

    private static void Draw(Plot plot, IReadOnlyList<Point> points)
    {
        var (xs, ys) = (points.Select(p => p.X).ToArray(), points.Select(p => p.Y).ToArray());
        var marks = plot.Add.ScatterPoints(xs, ys);
        marks.Color = Palette.Train;
        marks.MarkerSize = 8;
        var (left, right, low, high) = (xs.Min(), xs.Max(), ys.Min(), ys.Max());
        var (roomX, roomY) = (Math.Max(0.02, 0.18 * (right - left)), Math.Max(0.01, 0.1 * (high - low)));
        plot.Axes.SetLimits(left - roomX, right + roomX, low - roomY, high + roomY);
        foreach (var (index, point) in points.OrderBy(p => p.Y).Index())
        {
            var text = plot.Add.Text(point.Name, point.X, point.Y);
            text.LabelFontName = PlotFont.Name;
            text.LabelFontSize = 12;
            text.LabelFontColor = Palette.Ink;
            // By turns to the right and to the left, so that neighbors keep clear of each other.
            text.LabelAlignment = index % 2 == 0 ? Alignment.MiddleLeft : Alignment.MiddleRight;
            text.OffsetX = index % 2 == 0 ? 8 : -8;
        }
    }

    private static Figure Finish(string name, string what, IReadOnlyList<Point> points, Plot plot)
    {
        var numbers = points.Select(p => FormattableString.Invariant($"{p.Name} {p.X:0.###} {p.Y:0.000}"));
        return FigureCanvas.Draw(name, $"{what}: {string.Join("; ", numbers)}.", Width, Height, plot);
    }

    private sealed record Point(string Name, double X, double Y);
}
