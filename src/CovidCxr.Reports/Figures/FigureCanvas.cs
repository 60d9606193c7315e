using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using SkiaSharp;

namespace CovidCxr.Reports.Figures;

/// <summary>Draws plots side by side into a PNG and an SVG; the same plots give the same bytes.</summary>
internal static partial class FigureCanvas
{
    // Twice the size keeps pictures sharp on today's screens and in print.
    private const int PngScale = 2;
    private const int Margin = 8;

    /// <param name="name">The files' name without extension.</param>
    /// <param name="alt">What the picture shows.</param>
    /// <param name="panelWidth">Of each plot, CSS pixels.</param>
    /// <param name="panelHeight">Of each plot, CSS pixels.</param>
    /// <param name="plots">The panels, from left to right.</param>
    public static Figure Draw(string name, string alt, int panelWidth, int panelHeight, params IReadOnlyList<Plot> plots) => new(
        name,
        alt,
        Png(plots, panelWidth, panelHeight),
        Svg(plots, panelWidth, panelHeight),
        [.. plots.Select(plot => Svg([plot], panelWidth, panelHeight))],
        panelWidth,
        panelHeight);

    private static byte[] Png(IReadOnlyList<Plot> plots, int panelWidth, int panelHeight)
    {
        var size = new SKImageInfo(plots.Count * panelWidth * PngScale, panelHeight * PngScale, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(size);
        surface.Canvas.Scale(PngScale);
        Render(plots, surface.Canvas, panelWidth, panelHeight);
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static byte[] Svg(IReadOnlyList<Plot> plots, int panelWidth, int panelHeight)
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(new SKRect(0, 0, plots.Count * panelWidth, panelHeight), stream))
            Render(plots, canvas, panelWidth, panelHeight);
        var text = Encoding.UTF8.GetString(stream.ToArray());
        // A viewer without Liberation Sans must fall back to a font of the same widths, not to its serif default.
        text = FontFamily().Replace(text, $"font-family=\"'{PlotFont.Name}', Arial, Helvetica, sans-serif\"");
        // Skia numbers clips over the whole process; counted from 0 in each file, the same plot gives the same bytes.
        var numbers = new Dictionary<string, int>();
        text = ClipName().Replace(text, match => $"clip{(numbers.TryAdd(match.Value, numbers.Count) ? numbers.Count - 1 : numbers[match.Value])}");
        return Encoding.UTF8.GetBytes(text);
    }

    private static void Render(IReadOnlyList<Plot> plots, SKCanvas canvas, int panelWidth, int panelHeight)
    {
        using (var white = new SKPaint { Color = SKColors.White })
            canvas.DrawRect(0, 0, plots.Count * panelWidth, panelHeight, white);
        for (var i = 0; i < plots.Count; i++)
        {
            // Clearing would wipe the plot's neighbors, and stands in an SVG as a black rectangle that shows at the edges.
            plots[i].RenderManager.ClearCanvasBeforeEachRender = false;
            plots[i].Render(canvas, new PixelRect((i * panelWidth) + Margin, ((i + 1) * panelWidth) - Margin, panelHeight - Margin, Margin));
        }
    }

    [GeneratedRegex("font-family=\"[^\"]*\"")]
    private static partial Regex FontFamily();

    [GeneratedRegex("\\bcl_[0-9a-f]+\\b")]
    private static partial Regex ClipName();
}
