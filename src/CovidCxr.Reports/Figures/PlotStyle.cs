using ScottPlot;

namespace CovidCxr.Reports.Figures;

/// <summary>The common look of all plots.</summary>
internal static class PlotStyle
{
    public const float TitleSize = 17;
    public const float LabelSize = 15;
    public const float TickSize = 14;

    /// <summary>Makes an empty plot with title and axis labels in the shipped font, without a frame on the right and at the top.</summary>
    public static Plot Of(string title, string xLabel, string yLabel)
    {
        PlotFont.Register();
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Grid.MajorLineColor = Palette.Grid;
        plot.Title(title, TitleSize);
        plot.XLabel(xLabel, LabelSize);
        plot.YLabel(yLabel, LabelSize);
        plot.Axes.Color(Palette.Ink);
        plot.Axes.Title.Label.Bold = false;
        foreach (var axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = TickSize;
        }
        // Keeps the label clear of the tick labels, even if the viewer of an SVG falls back to a wider font.
        plot.Axes.Left.MinimumSize = 64;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Font.Set(PlotFont.Name);
        plot.Legend.FontName = PlotFont.Name;
        plot.Legend.FontSize = TickSize;
        plot.Legend.FontColor = Palette.Ink;
        plot.Legend.OutlineColor = Palette.Grid;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.SymbolWidth = 34;
        return plot;
    }

    /// <summary>Sets fixed ticks with labels in a number format.</summary>
    public static void Ticks(IAxis axis, IEnumerable<double> positions, string format)
    {
        double[] at = [.. positions];
        axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual(at, [.. at.Select(position => position.ToString(format))]);
    }

    /// <summary>The smallest 1, 2 or 5 times a power of ten that is at least <paramref name="step"/>, a positive number.</summary>
    public static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        var lead = step / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }

    /// <summary>Sets both axes to 0..1 with ticks every 0.2 and a margin that shows lines on the border completely.</summary>
    public static void UnitSquare(Plot plot)
    {
        plot.Axes.SetLimits(-0.02, 1.02, -0.02, 1.02);
        double[] fifths = [0, 0.2, 0.4, 0.6, 0.8, 1];
        Ticks(plot.Axes.Bottom, fifths, "0.0");
        Ticks(plot.Axes.Left, fifths, "0.0");
    }
}
