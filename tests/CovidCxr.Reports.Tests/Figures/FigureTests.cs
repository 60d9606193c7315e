using System.Text;
using System.Xml.Linq;
using CovidCxr.Reports.Figures;
using SkiaSharp;
using Xunit;

namespace CovidCxr.Reports.Tests.Figures;

public class FigureTests
{
    [Fact]
    public void Text_is_drawn_as_letters()
    {
        // Without a font, text would be missing (as dark as an empty label) or boxes (the same for all letters).
        var (empty, first, second) = (Dark(""), Dark("COVID-19 HHHHHHHH"), Dark("COVID-19 llllllll"));

        Assert.True(first > empty + 500, $"{first} dark pixels with text, {empty} without");
        Assert.True(second > empty + 250, $"{second} dark pixels with text, {empty} without");
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void The_shipped_font_has_every_character_in_the_figures()
    {
        PlotFont.Register();
        var face = ScottPlot.Fonts.GetTypeface(PlotFont.Name, bold: false, italic: false);

        Assert.Equal("Liberation Sans", face.FamilyName);
        using var font = new SKFont(face);
        foreach (var svg in SmallEvaluation.Files.Where(file => file.Key.EndsWith(".svg")))
            foreach (var text in Texts(svg.Value))
                Assert.True(font.ContainsGlyphs(text), $"{svg.Key}: {text}");
    }

    [Theory]
    [InlineData("figure4", 1000, 450)]
    [InlineData("figure5", 1000, 420)]
    [InlineData("figure6", 1000, 420)]
    [InlineData("roc", 540, 500)]
    [InlineData("reliability", 540, 500)]
    [InlineData("table4", 540, 400)]
    public void Png_and_svg_have_their_size(string name, int width, int height)
    {
        using var png = SKBitmap.Decode(SmallEvaluation.Files[$"{name}.png"]);
        var svg = XDocument.Parse(Encoding.UTF8.GetString(SmallEvaluation.Files[$"{name}.svg"])).Root!;

        Assert.Equal((2 * width, 2 * height), (png.Width, png.Height));
        Assert.Equal(($"{width}", $"{height}"), (svg.Attribute("width")!.Value, svg.Attribute("height")!.Value));
        Assert.Equal(SKColors.White, png.GetPixel(0, 0));
        Assert.Equal(SKColors.White, png.GetPixel(png.Width - 1, png.Height - 1));
    }

    [Fact]
    public void Svg_text_falls_back_to_a_font_of_the_same_widths()
    {
        foreach (var svg in SmallEvaluation.Files.Where(file => file.Key.EndsWith(".svg")))
            Assert.All(
                XDocument.Parse(Encoding.UTF8.GetString(svg.Value)).Descendants().Attributes("font-family"),
                family => Assert.Equal("'Liberation Sans', Arial, Helvetica, sans-serif", family.Value));
    }

    [Theory]
    [InlineData("figure4", "98 %", "75.0 %", "3 of 4", "COVID-19", "predicted class")]
    [InlineData("figure5", "loss (nats)", "epoch", "validation", "paper, test: 0.873")]
    [InlineData("roc", "COVID-19, AUC 0.891", "false positive rate")]
    public void Figures_contain_their_main_numbers_and_labels(string name, params string[] expected)
    {
        var texts = Texts(SmallEvaluation.Files[$"{name}.svg"]);

        foreach (var text in expected)
            Assert.Contains(text, texts);
    }

    [Fact]
    public void One_epoch_or_many_make_a_figure()
    {
        Assert.NotEmpty(HistoryFigures.LossAndAccuracy([SmallEvaluation.Input.History[2]]).Png);
        Assert.NotEmpty(HistoryFigures.LossAndAccuracy([SmallEvaluation.Input.History[2] with { TrainLoss = 0 }]).Png);
        var first = SmallEvaluation.Input.History[0];
        Assert.NotEmpty(HistoryFigures.PrecisionAndRecall([.. Enumerable.Range(1, 300).Select(epoch => first with { Epoch = epoch })]).Png);
        Assert.NotEmpty(HistoryFigures.PrecisionAndRecall([first with { TrainPrecision = 0, ValPrecision = 1 }]).Png);
    }

    private static string[] Texts(byte[] svg)
    {
        var elements = XDocument.Parse(Encoding.UTF8.GetString(svg)).Descendants();
        return [.. elements.Where(e => e.Name.LocalName == "text").Select(e => e.Value.Trim())];
    }

    private static int Dark(string title)
    {
        var figure = FigureCanvas.Draw("label", "", 300, 200, PlotStyle.Of(title, "", ""));
        using var bitmap = SKBitmap.Decode(figure.Png);
        return bitmap.Pixels.Count(pixel => pixel.Red < 128);
    }
}
