using ScottPlot;

namespace CovidCxr.Reports.Figures;

/// <summary>The common look of all plots.</summary>
internal static class PlotStyle
{
    public const float TitleSize = 17;
    public const float LabelSize = 15;
    public const float TickSize = 14;

    /// <summary>An empty plot with title and axis labels in the shipped font, open to the right and above.</summary>
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
        // Room between the ticks' numbers and the axis' label, also where an SVG falls back to a wider font.
        plot.Axes.Left.MinimumSize = 64;
        plot.Axes.Right.FrameLineStyle.IsVisible = false;
        plot.Axes.Top.FrameLineStyle.IsVisible = false;
        plot.Font.Set(PlotFont.Name);
        plot.Legend.FontName = PlotFont.Name;
        plot.Legend.SetBestFontOnEachRender = false;
        plot.Legend.FontSize = TickSize;
        plot.Legend.FontColor = Palette.Ink;
        plot.Legend.OutlineColor = Palette.Grid;
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.SymbolWidth = 34;
        return plot;
    }

    /// <summary>Fixed ticks at the given places, written with the format.</summary>
    public static void Ticks(IAxis axis, IEnumerable<double> places, string format)
    {
        double[] at = [.. places];
        axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual(at, [.. at.Select(place => place.ToString(format))]);
    }

    /// <summary>The smallest 1, 2 or 5 times a power of ten that is at least <paramref name="step"/>, a positive number.</summary>
    public static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        var lead = step / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }

    /// <summary>From 0 to 1 in fifths, on both axes, with a little air so that lines on the border are seen whole.</summary>
    public static void UnitSquare(Plot plot)
    {
        plot.Axes.SetLimits(-0.02, 1.02, -0.02, 1.02);
        double[] fifths = [0, 0.2, 0.4, 0.6, 0.8, 1];
        Ticks(plot.Axes.Bottom, fifths, "0.0");
        Ticks(plot.Axes.Left, fifths, "0.0");
    }
}
