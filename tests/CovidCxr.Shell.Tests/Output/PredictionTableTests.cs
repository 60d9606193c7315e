using CovidCxr.Core;
using CovidCxr.Shell.Output;
using Spectre.Console;
using Xunit;

namespace CovidCxr.Shell.Tests.Output;

public sealed class PredictionTableTests
{
    private static readonly OperatingPoint Finds = new("sensitivity 0.95", Finding.Covid19, 0.78, 0.95, 0.998);
    private static readonly OperatingPoint False = new("specificity 0.95", Finding.Covid19, 0.01, 1, 0.95);

    [Fact]
    public void An_image_is_a_line_with_the_strictest_point_it_reaches_and_a_line_of_reasons() => Assert.Equal(
        """
        tiny 1.0. For research; not a medical device.
        Warning: this model finds COVID-19 in 9 of 10 adults who do not have it.

        class      COVID-19   Normal  Pneumonia  reaches     file
        COVID-19     90.0 %    4.0 %      6.0 %  finds 95 %  a.png
                   refer: unsure, not-like-training-images
        COVID-19     90.0 %    4.0 %      6.0 %  5 % false   b.png
        not read          -        -          -  -           c.png

        finds 95 %: in validation, 95 % of the class's own images reached this probability.
        5 % false: in validation, 5 % of the other images reached this probability.
        2 X-rays: 2 COVID-19, 0 Normal, 0 Pneumonia; 1 for a person to read; 1 file not read

        """.ReplaceLineEndings("\n"),
        Write(
            80,
            Scored("a.png", [False, Finds], "unsure", "not-like-training-images"),
            Scored("b.png", [False]),
            new Prediction { File = "c.png", Model = "tiny 1.0", Error = "c.png is empty" }));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void No_line_of_an_image_is_wider_than_the_terminal(int width)
    {
        string[] reasons = ["unsure", "not-like-training-images", "not-a-chest-x-ray", "too-small", "inverted", "colour-photograph"];
        var files = new[] { "/data/ward 3/2026-11-26/a long name of an examination.png", new string('x', 300),
            "/患者/胸部正面画像/二千二十六年十一月/一.png" };
        var lines = Write(width, [.. files.Select(file => Scored(file, [Finds], reasons))]).Split('\n');
        Assert.All(lines[4..^4], line => Assert.InRange(line.GetCellWidth(), 1, width));
    }

    [Theory]
    [InlineData("ward/a.png", 20, "ward/a.png")]
    [InlineData("/data/hospital/ward 3/xray-0001.png", 26, "/data/hos.../xray-0001.png")]
    [InlineData("/data/an-uncommonly-long-name.png", 16, "an-unc...ame.png")]
    [InlineData("/胸部/正面/一.png", 13, "/胸.../一.png")]
    public void A_path_is_shortened_in_its_folders_and_only_then_in_its_name(string path, int width, string expected)
    {
        var shortened = ShortPath.Of(path, width);
        Assert.Equal(expected, shortened);
        Assert.InRange(shortened.GetCellWidth(), 1, width);
    }

    private static Prediction Scored(string file, OperatingPoint[] points, params string[] reasons) => new()
    {
        File = file,
        Probabilities = [0.9, 0.04, 0.06],
        OperatingPoints = points,
        Reasons = reasons,
        Model = "tiny 1.0",
        Warning = "finds COVID-19 in 9 of 10 adults who do not have it",
    };

    [Fact]
    public void A_name_that_is_cut_stands_below_in_full()
    {
        const string a = "CR.1.2.840.113564.1722810162.20200405141311328.1203801020003.png";
        var b = a.Replace("162", "163");
        string[] files = [$"/pacs/{a}", $"/pacs/{b}", "/pacs/short.png"];
        var lines = Write(80, [.. files.Select(file => Scored(file, [Finds], []))]).Split('\n');
        Assert.Equal(1, lines.Count(line => line.Trim() == a));
        Assert.Equal(1, lines.Count(line => line.Trim() == b));
        Assert.Equal(1, lines.Count(line => line.Contains("short.png")));
    }

    private static string Write(int width, params Prediction[] predictions)
    {
        var text = new StringWriter();
        using (var table = new PredictionTable(text, colored: false, width))
            foreach (var prediction in predictions)
                table.Write(prediction);
        return text.ToString();
    }
}
