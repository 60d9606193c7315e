using CovidCxr.Core;

namespace CovidCxr.Training.Augmentations;

/// <summary>
/// Draws what publications draw on X-rays: boxes, arrows and letters, white or black. Nearly all such pictures are of COVID-19, so a
/// network that never sees marks on the other classes takes them for signs of the disease.
/// </summary>
/// <param name="probability">Share of the images that get one to three marks, 0 to 1.</param>
public sealed class RandomMarks(double probability) : ITransform
{
    private const int MostMarks = 3, LongestWord = 5;
    private const int GlyphWidth = 3, GlyphHeight = 5;

    /// <inheritdoc/>
    public GrayImage Apply(GrayImage image, ref SeededRandom random)
    {
        if (random.NextSingle() >= probability)
            return image;
        for (var marks = 1 + random.Below(MostMarks); marks > 0; marks--)
        {
            var gray = random.NextSingle() < 0.75f ? random.Between(0.8, 1) : random.Between(0, 0.15);
            var kind = random.Below(3);
            if (kind == 0)
                Box(image, gray, ref random);
            else if (kind == 1)
                Arrow(image, gray, ref random);
            else
                Letters(image, gray, ref random);
        }

        return image;
    }

    // An outline of an eighth to a third of the image's sides.
    private static void Box(GrayImage image, float gray, ref SeededRandom random)
    {
        var (width, height) = (random.Between(0.12, 0.35) * image.Width, random.Between(0.12, 0.35) * image.Height);
        var (left, top) = (random.Between(0, image.Width - width), random.Between(0, image.Height - height));
        Line(image, gray, left, top, left + width, top);
        Line(image, gray, left, top + height, left + width, top + height);
        Line(image, gray, left, top, left, top + height);
        Line(image, gray, left + width, top, left + width, top + height);
    }

    // A shaft, and two short strokes back from its tip.
    private static void Arrow(GrayImage image, float gray, ref SeededRandom random)
    {
        var (x, y) = (random.Between(0, image.Width), random.Between(0, image.Height));
        var (length, angle) = (random.Between(0.06, 0.16) * image.Width, random.Between(0, 2 * Math.PI));
        Line(image, gray, x, y, x + (length * MathF.Cos(angle)), y + (length * MathF.Sin(angle)));
        foreach (var side in (ReadOnlySpan<float>)[angle - 0.6f, angle + 0.6f])
            Line(image, gray, x, y, x + (length / 2 * MathF.Cos(side)), y + (length / 2 * MathF.Sin(side)));
    }

    // Glyphs of random strokes: what they say does not matter, and they must not say the class.
    private static void Letters(GrayImage image, float gray, ref SeededRandom random)
    {
        var scale = 1 + random.Below(Math.Max(1, image.Width / 64));
        var (left, top) = (random.Below(image.Width), random.Below(image.Height));
        for (var letters = 1 + random.Below(LongestWord); letters > 0; letters--, left += (GlyphWidth + 1) * scale)
        {
            var glyph = random.NextBits();
            for (var y = 0; y < GlyphHeight * scale; y++)
                for (var x = 0; x < GlyphWidth * scale; x++)
                    if (((glyph >> ((y / scale * GlyphWidth) + (x / scale))) & 1) != 0)
                        Dot(image, gray, left + x, top + y);
        }
    }

    private static void Line(GrayImage image, float gray, float x0, float y0, float x1, float y1)
    {
        var steps = 1 + (int)Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0));
        for (var i = 0; i <= steps; i++)
            Dot(image, gray, (int)(x0 + ((x1 - x0) * i / steps)), (int)(y0 + ((y1 - y0) * i / steps)));
    }

    private static void Dot(GrayImage image, float gray, int x, int y)
    {
        if (x >= 0 && y >= 0 && x < image.Width && y < image.Height)
            image.Pixels[(y * image.Width) + x] = gray;
    }
}
