using CovidCxr.Core.Metrics;
using ScottPlot;

namespace CovidCxr.Reports.Figures;

/// <summary>The reliability diagram of the test set: accuracy against confidence in bins of equal mass.</summary>
internal static class ReliabilityFigure
{
    public static Figure Draw(CalibrationError calibration)
    {
        var plot = PlotStyle.Of(
            $"Reliability, ECE {calibration.Expected:0.000}",
            "mean confidence in the predicted class",
            "share classified correctly");
        var ideal = plot.Add.Line(0, 0, 1, 1);
        ideal.LineColor = Palette.Faint;
        ideal.LineWidth = 1;
        ideal.LegendText = "perfectly calibrated";

        double[] confidence = [.. calibration.Bins.Select(bin => bin.Confidence)];
        double[] accuracy = [.. calibration.Bins.Select(bin => bin.Accuracy)];
        for (var i = 0; i < confidence.Length; i++)
        {
            var gap = plot.Add.Line(confidence[i], confidence[i], confidence[i], accuracy[i]);
            gap.LineColor = Palette.Val.WithAlpha(0.45);
            gap.LineWidth = 3;
        }
        var line = plot.Add.Scatter(confidence, accuracy);
        line.Color = Palette.Train;
        line.LineWidth = 1.5f;
        line.MarkerSize = 8;
        line.LegendText = $"{calibration.Bins.Count} bins of equal mass";

        PlotStyle.UnitSquare(plot);
        plot.ShowLegend(Alignment.UpperLeft);
        return FigureCanvas.Draw(
            "reliability",
            $"Reliability diagram of the test set in {calibration.Bins.Count} bins. "
                + $"Expected calibration error {calibration.Expected:0.000}.",
            540,
            500,
            plot);
    }
}
