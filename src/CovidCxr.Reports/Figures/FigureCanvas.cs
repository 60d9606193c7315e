using System.Text;
using System.Text.RegularExpressions;
using ScottPlot;
using SkiaSharp;

namespace CovidCxr.Reports.Figures;

/// <summary>A finished figure of the report.</summary>
/// <param name="Name">The files' name without extension, for example <c>figure4</c>.</param>
/// <param name="Alt">A description with the main numbers, for readers who cannot see the figure.</param>
/// <param name="Png">The PNG file, with twice the pixels of the SVG.</param>
/// <param name="Svg">The SVG file, UTF-8.</param>
/// <param name="PanelSvgs">Each panel as its own SVG, from left to right, so that a narrow page can stack them.</param>
/// <param name="PanelWidth">The width of a panel, CSS pixels.</param>
/// <param name="PanelHeight">The height of a panel, CSS pixels.</param>
internal sealed record Figure(
    string Name,
    string Alt,
    byte[] Png,
    byte[] Svg,
    IReadOnlyList<byte[]> PanelSvgs,
    int PanelWidth,
    int PanelHeight);

/// <summary>Draws plots side by side into a PNG and an SVG; the same plots give the same bytes.</summary>
internal static partial class FigureCanvas
{
    // Twice the size stays sharp on today's screens and in print.
    private const int PngScale = 2;
    private const int Margin = 8;

    /// <param name="name">The files' name without extension.</param>
    /// <param name="alt">A description of the figure.</param>
    /// <param name="panelWidth">The width of each plot, CSS pixels.</param>
    /// <param name="panelHeight">The height of each plot, CSS pixels.</param>
    /// <param name="plots">The panels from left to right.</param>
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
        // Skia writes the name of the font alone. A viewer that lacks it must fall back to a font of the same widths and not to a serif
        // one. Not reported upstream as of 2026-11. Remove when SKSvgCanvas can write a list of families or embed the font.
        text = FontFamily().Replace(text, $"font-family=\"'{PlotFont.Name}', Arial, Helvetica, sans-serif\"");
        // Skia numbers clips over the whole process; numbered from 0 in each file, the same plot gives the same bytes.
        // https://github.com/mono/SkiaSharp/issues/2621. Remove when the numbers start anew in every SVG.
        var numbers = new Dictionary<string, int>();
        text = ClipName().Replace(
            text,
            match => $"clip{(numbers.TryAdd(match.Value, numbers.Count) ? numbers.Count - 1 : numbers[match.Value])}");
        return Encoding.UTF8.GetBytes(text);
    }

    private static void Render(IReadOnlyList<Plot> plots, SKCanvas canvas, int panelWidth, int panelHeight)
    {
        using (var white = new SKPaint { Color = SKColors.White })
            canvas.DrawRect(0, 0, plots.Count * panelWidth, panelHeight, white);
        for (var i = 0; i < plots.Count; i++)
        {
            // ScottPlot clears the whole canvas and not just the plot's rectangle, which erases the neighbors and leaves a black rectangle
            // in an SVG. https://github.com/ScottPlot/ScottPlot/issues/5261. Remove when it clears the rectangle only.
            plots[i].RenderManager.ClearCanvasBeforeEachRender = false;
            var (left, right) = ((i * panelWidth) + Margin, ((i + 1) * panelWidth) - Margin);
            plots[i].Render(canvas, new PixelRect(left, right, panelHeight - Margin, Margin));
        }
    }

    [GeneratedRegex("font-family=\"[^\"]*\"")]
    private static partial Regex FontFamily();

    [GeneratedRegex("\\bcl_[0-9a-f]+\\b")]
    private static partial Regex ClipName();
}
