using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>
/// Draws an X-ray with a heat map laid over it, and below it a legend: the class, its probability, the meaning of the colors, why a
/// person should read it, and what speaks against the model.
/// </summary>
public static class HeatmapImage
{
    private const int SmallestLongSide = 640;
    private const int LargestLongSide = 1024;
    private const int SmallestWidth = 480;
    private const int LegendHeight = 48;
    private const int Margin = 14;
    private const int BarWidth = 110;
    private const int BarHeight = 14;
    private const int Gap = 10;
    private const byte MiddleGray = 128;
    private const string Weak = "weak", Strong = "strong";

    /// <summary>The size at which an X-ray is drawn: 640 to 1024 pixels on its longer side.</summary>
    /// <param name="xray">The X-ray's own size.</param>
    public static ImageSize SizeFor(ImageSize xray)
    {
        var longSide = Math.Max(xray.Width, xray.Height);
        var scale = (double)Math.Clamp(longSide, SmallestLongSide, LargestLongSide) / longSide;
        return new ImageSize(Math.Max(1, (int)Math.Round(xray.Width * scale)), Math.Max(1, (int)Math.Round(xray.Height * scale)));
    }

    /// <summary>Draws an X-ray.</summary>
    /// <param name="gray">[height, width], the X-ray at <paramref name="size"/>, 0 black to 255 white.</param>
    /// <param name="size">The size that <see cref="SizeFor"/> gives for the X-ray.</param>
    /// <param name="map">The map of <paramref name="finding"/>.</param>
    /// <param name="finding">The class that the legend names.</param>
    /// <param name="probability">Its probability, 0 to 1.</param>
    /// <param name="reasons">Why a person should read the X-ray, written below the legend; null or empty for no reason.</param>
    /// <param name="warning">What speaks against the model, written last; null for nothing.</param>
    /// <returns>A PNG file.</returns>
    public static byte[] Draw(
        byte[] gray,
        ImageSize size,
        HeatMap map,
        Finding finding,
        double probability,
        IReadOnlyList<string>? reasons = null,
        string? warning = null)
    {
        var (width, height) = (size.Width, size.Height);
        var room = Math.Max(width, SmallestWidth) - (2 * Margin);
        List<string> lines =
        [
            .. reasons is { Count: > 0 } ? Lettering.Wrap($"For a person to read: {string.Join(", ", reasons)}.", room) : [],
            .. warning is null ? [] : Lettering.Wrap($"The model {warning}.", room),
        ];
        var below = lines.Count == 0 ? 0 : (lines.Count * Lettering.LineHeight) + Gap;
        var canvas = new Canvas(Math.Max(width, SmallestWidth), height + LegendHeight + below);
        DrawXRay(canvas, gray, map.Stretch(width, height), width, height);
        DrawLegend(canvas, string.Create(CultureInfo.InvariantCulture, $"{finding.Name()}  {probability * 100:F1} %"), height);
        for (var line = 0; line < lines.Count; line++)
            Lettering.Write(canvas, lines[line], Margin, height + LegendHeight + (line * Lettering.LineHeight));
        return PngWriter.EncodeRgb(canvas.Pixels, canvas.Width, canvas.Height, HeatmapFolder.Mark);
    }

    private static void DrawXRay(Canvas canvas, byte[] gray, byte[] heat, int width, int height)
    {
        var left = (canvas.Width - width) / 2;
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                DrawPixel(canvas, left + x, y, gray[(y * width) + x], heat[(y * width) + x] / 255f);
    }

    private static void DrawLegend(Canvas canvas, string text, int top)
    {
        var line = top + ((LegendHeight - Lettering.LineHeight) / 2);
        Lettering.Write(canvas, text, Margin, line);
        var right = canvas.Width - Margin - Lettering.Width(Strong);
        Lettering.Write(canvas, Strong, right, line);
        var bar = right - Gap - BarWidth;
        for (var x = 0; x < BarWidth; x++)
            for (var y = 0; y < BarHeight; y++)
                DrawPixel(canvas, bar + x, top + ((LegendHeight - BarHeight) / 2) + y, MiddleGray, x / (BarWidth - 1f));
        Lettering.Write(canvas, Weak, bar - Gap - Lettering.Width(Weak), line);
    }

    private static void DrawPixel(Canvas canvas, int x, int y, byte gray, float strength)
    {
        canvas.Blend(x, y, (gray, gray, gray), 1);
        canvas.Blend(x, y, HeatColor.Of(strength), HeatColor.Opacity(strength));
    }
}
