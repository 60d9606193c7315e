using ScottPlot;
using SkiaSharp;

namespace CovidCxr.Reports.Figures;

/// <summary>
/// The font that all text of plots is drawn with, Liberation Sans, shipped inside the assembly: pictures then look the same
/// everywhere, also on a system without fonts or fontconfig, where text would otherwise be missing or boxes.
/// </summary>
internal sealed class PlotFont : IFontResolver
{
    /// <summary>The family's name.</summary>
    public const string Name = "Liberation Sans";

    /// <summary>The typeface; bold and italic are not shipped, so one serves all. Never disposed: Skia reads its bytes for as long as it lives.</summary>
    public static SKTypeface Face { get; } = Load();

    private PlotFont()
    {
    }

    /// <summary>Makes the font known to ScottPlot, once per process, ahead of the system's own fonts.</summary>
    public static void Register()
    {
        lock (Fonts.FontResolvers)
            if (Fonts.FontResolvers is not [PlotFont, ..])
                Fonts.FontResolvers.Insert(0, new PlotFont());
    }

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Face : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Face : null;

    private static SKTypeface Load()
    {
        using var stream = typeof(PlotFont).Assembly.GetManifestResourceStream("LiberationSans-Regular.ttf")!;
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
