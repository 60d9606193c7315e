using CovidCxr.Datasets;
using CovidCxr.Imaging.Codecs;
using SkiaSharp;

namespace CovidCxr.Reports.Figures;

/// <summary>Draws X-rays side by side into a gray PNG; the same pictures give the same bytes.</summary>
internal static class ExampleCanvas
{
    // As large as the other figures: a picture of 256 pixels is drawn twice as large, its text stays sharp.
    private const int Side = 512;
    private const int Margin = 16;
    private const int TextHeight = 48;
    private const float TextSize = 26;

    /// <param name="xrays">The pictures, at least one, from left to right.</param>
    public static byte[] Draw(IReadOnlyList<ExampleXRay> xrays)
    {
        var size = new SKImageInfo(Margin + (xrays.Count * (Side + Margin)), Side + TextHeight + (2 * Margin), SKColorType.Gray8, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(size);
        surface.Canvas.Clear(SKColors.White);
        for (var i = 0; i < xrays.Count; i++)
            Draw(surface.Canvas, xrays[i], Margin + (i * (Side + Margin)));
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, ExampleXRay xray, int left)
    {
        using var picture = SKImage.FromEncodedData(PngWriter.Encode(xray.Image));
        canvas.DrawImage(picture, SKRect.Create(left, Margin, Side, Side), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var font = new SKFont(PlotFont.Face, TextSize);
        using var ink = new SKPaint { IsAntialias = true, Color = Palette.Ink.ToSKColor() };
        // A long licence must not run into the neighbor.
        canvas.Save();
        canvas.ClipRect(SKRect.Create(left, Margin, Side, Side + TextHeight));
        canvas.DrawText(ExampleFigure.Credit(xray.Origin), left, Margin + Side + (0.7f * TextHeight), font, ink);
        canvas.Restore();
    }
}
