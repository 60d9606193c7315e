using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;

namespace CovidCxr.Inference.Heatmaps;

/// <summary>The X-ray with a heat map laid over it, and below it a legend: the class, its probability and what the colors mean.</summary>
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
    private const string Weak = "weak", Strong = "strong";

    /// <summary>Draws it, 640 to 1024 pixels on the X-ray's longer side.</summary>
    /// <param name="encoded">The X-ray's file.</param>
    /// <param name="name">What to call it in an error.</param>
    /// <param name="size">The X-ray's size.</param>
    /// <param name="map">The map of <paramref name="finding"/>.</param>
    /// <param name="finding">The class that the legend names.</param>
    /// <param name="probability">Its probability, 0 to 1.</param>
    /// <returns>A PNG file.</returns>
    /// <exception cref="InputException">The X-ray cannot be read.</exception>
    public static byte[] Draw(byte[] encoded, string name, ImageSize size, HeatMap map, Finding finding, double probability)
    {
        var longSide = Math.Max(size.Width, size.Height);
        var scale = (double)Math.Clamp(longSide, SmallestLongSide, LargestLongSide) / longSide;
        var (width, height) = (Math.Max(1, (int)Math.Round(size.Width * scale)), Math.Max(1, (int)Math.Round(size.Height * scale)));
        var canvas = new Canvas(Math.Max(width, SmallestWidth), height + LegendHeight);
        DrawPicture(canvas, ImageDecoder.ReadGray(encoded, name, width, height), map.Stretch(width, height), width, height);
        DrawLegend(canvas, string.Create(CultureInfo.InvariantCulture, $"{finding.Name()}  {probability * 100:F1} %"), height);
        return PngWriter.EncodeRgb(canvas.Pixels, canvas.Width, canvas.Height);
    }

    private static void DrawPicture(Canvas canvas, byte[] gray, byte[] heat, int width, int height)
    {
        var left = (canvas.Width - width) / 2;
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (value, strength) = (gray[(y * width) + x], heat[(y * width) + x] / 255f);
                canvas.Blend(left + x, y, (value, value, value), 1);
                canvas.Blend(left + x, y, HeatColor.Of(strength), HeatColor.Cover(strength));
            }
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
            {
                // As the colors look over the middle gray of an X-ray.
                var strength = x / (BarWidth - 1f);
                canvas.Blend(bar + x, top + ((LegendHeight - BarHeight) / 2) + y, (128, 128, 128), 1);
                canvas.Blend(bar + x, top + ((LegendHeight - BarHeight) / 2) + y, HeatColor.Of(strength), HeatColor.Cover(strength));
            }
        Lettering.Write(canvas, Weak, bar - Gap - Lettering.Width(Weak), line);
    }
}
