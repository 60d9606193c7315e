using CovidCxr.Reports.Figures;
using SkiaSharp;
using Xunit;

namespace CovidCxr.Reports.Tests.Figures;

public class ExampleFigureTests
{
    [Theory]
    [InlineData("figure1", 200, 150)] // the gray values of the discs that SmallEvaluation draws in the two Normal images
    [InlineData("figure2", 250)]
    [InlineData("examples_pneumonia", 100)]
    public void Images_are_side_by_side(string name, params int[] discs)
    {
        using var png = SKBitmap.Decode(SmallEvaluation.Files[$"{name}.png"]);

        Assert.Equal((16 + (528 * discs.Length), 592), (png.Width, png.Height));
        for (var i = 0; i < discs.Length; i++)
        {
            var left = 16 + (528 * i);
            Assert.InRange(png.GetPixel(left + 256, 16 + 256).Red, discs[i] - 1, discs[i] + 1);
            Assert.InRange(png.GetPixel(left + 1, 16 + 1).Red, 9, 11);
            Assert.InRange(png.GetPixel(left + 510, 16 + 510).Red, 9, 11);
            Assert.Equal(SKColors.White, png.GetPixel(left - 1, 300));
        }
        Assert.Equal(SKColors.White, png.GetPixel(png.Width - 1, 300));
    }

    [Fact]
    public void Credits_are_drawn_below_each_image_and_not_into_its_neighbor()
    {
        var one = SmallEvaluation.Input.Examples[1];
        var wordy = one with { Origin = one.Origin with { Licence = new string('W', 500) } };

        using var brief = SKBitmap.Decode(ExampleCanvas.Draw([one, one]));
        using var full = SKBitmap.Decode(ExampleCanvas.Draw([wordy, one]));

        Assert.True(Ink(brief, 16) > 300, $"{Ink(brief, 16)} dark pixels below the first image");
        Assert.True(Ink(full, 16) > 2 * Ink(brief, 16));
        Assert.Equal(Ink(brief, 16), Ink(brief, 544));
        Assert.Equal(Ink(brief, 544), Ink(full, 544));
    }

    /// <summary>Dark pixels in the line below the image that begins at <paramref name="left"/>.</summary>
    private static int Ink(SKBitmap png, int left) =>
        Enumerable.Range(528, 64).Sum(y => Enumerable.Range(left, 512).Count(x => png.GetPixel(x, y).Red < 128));
}
