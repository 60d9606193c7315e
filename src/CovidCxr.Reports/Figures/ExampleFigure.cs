using CovidCxr.Core;
using CovidCxr.Datasets;
using CovidCxr.Imaging.Codecs;
using SkiaSharp;

namespace CovidCxr.Reports.Figures;

/// <summary>
/// Example X-rays of one class side by side. Figure 1 shows Normal and figure 2 COVID-19; the paper has no figure of pneumonia.
/// </summary>
/// <param name="Name">The file's name without extension.</param>
/// <param name="Caption">The caption on the page.</param>
/// <param name="XRays">The X-rays from left to right, at least one.</param>
/// <param name="Png">The PNG file, with collection and licence below each X-ray.</param>
internal sealed record ExampleFigure(string Name, string Caption, IReadOnlyList<ExampleXRay> XRays, byte[] Png)
{
    private static readonly (Finding Finding, string Caption)[] Rows =
    [
        (Finding.Normal, "Figure 1. Normal chest X-rays; the paper shows one."),
        (Finding.Covid19, "Figure 2. Chest X-rays of COVID-19 patients; the paper shows one."),
        (Finding.Pneumonia, "Chest X-rays of pneumonia other than COVID-19; the paper shows none."),
    ];

    /// <summary>Draws a figure for every class that has examples, in the paper's order.</summary>
    public static IReadOnlyList<ExampleFigure> Draw(IReadOnlyList<ExampleXRay> examples) =>
    [
        .. from row in Rows
           let ofClass = examples.Where(example => example.Origin.Class == row.Finding.Name()).ToList()
           where ofClass.Count > 0
           select new ExampleFigure(ReportFiles.Examples(row.Finding), row.Caption, ofClass, ExampleCanvas.Draw(ofClass)),
    ];

    /// <summary>The source and licence of an image, for example <c>kermany, CC BY 4.0</c>.</summary>
    public static string Credit(DatasetImage origin) => $"{origin.Source}, {(origin.Licence is "" ? "no licence given" : origin.Licence)}";
}

/// <summary>Draws X-rays side by side into a gray PNG; the same X-rays give the same bytes.</summary>
internal static class ExampleCanvas
{
    // As large as the other figures: an X-ray of 256 pixels is drawn at twice its size, and its text stays sharp.
    private const int Side = 512;
    private const int Margin = 16;
    private const int TextHeight = 48;
    private const float TextSize = 26;

    /// <param name="xrays">The X-rays from left to right, at least one.</param>
    public static byte[] Draw(IReadOnlyList<ExampleXRay> xrays)
    {
        var (width, height) = (Margin + (xrays.Count * (Side + Margin)), Side + TextHeight + (2 * Margin));
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.White);
        for (var i = 0; i < xrays.Count; i++)
            Draw(surface.Canvas, xrays[i], Margin + (i * (Side + Margin)));
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static void Draw(SKCanvas canvas, ExampleXRay xray, int left)
    {
        using var image = SKImage.FromEncodedData(PngWriter.Encode(xray.Image));
        canvas.DrawImage(image, SKRect.Create(left, Margin, Side, Side), new SKSamplingOptions(SKCubicResampler.Mitchell));
        using var font = new SKFont(PlotFont.Face, TextSize);
        using var ink = new SKPaint { IsAntialias = true, Color = Palette.Ink.ToSKColor() };
        // A long licence must not run into the neighbor.
        canvas.Save();
        canvas.ClipRect(SKRect.Create(left, Margin, Side, Side + TextHeight));
        canvas.DrawText(ExampleFigure.Credit(xray.Origin), left, Margin + Side + (0.7f * TextHeight), font, ink);
        canvas.Restore();
    }
}
