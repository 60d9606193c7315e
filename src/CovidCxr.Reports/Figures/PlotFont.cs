using ScottPlot;
using SkiaSharp;

namespace CovidCxr.Reports.Figures;

/// <summary>
/// The font of all text in figures, Liberation Sans, shipped inside the assembly: figures look the same everywhere, and a system
/// without fonts or fontconfig does not draw boxes or nothing instead of text.
/// </summary>
/// <remarks>
/// The resolver is ScottPlot's seam for such fonts (https://github.com/ScottPlot/ScottPlot/pull/3841), not a work-around.
/// </remarks>
internal sealed class PlotFont : IFontResolver
{
    /// <summary>The name of the font family.</summary>
    public const string Name = "Liberation Sans";

    /// <summary>The typeface for all weights; bold and italic are not shipped. Skia reads its bytes while in use: never disposed.</summary>
    public static SKTypeface Face { get; } = Load();

    private PlotFont()
    {
    }

    /// <summary>Registers the font with ScottPlot once per process, ahead of the system's fonts.</summary>
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
