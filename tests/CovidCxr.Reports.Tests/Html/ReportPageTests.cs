using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CovidCxr.Core;
using CovidCxr.Imaging.Codecs;
using Xunit;

namespace CovidCxr.Reports.Tests.Html;

public partial class ReportPageTests
{
    [Fact]
    public void Page_is_well_formed_and_needs_nothing_from_outside()
    {
        var page = Parse(SmallEvaluation.Files);

        Assert.Empty(page.Descendants("script").Concat(page.Descendants("link")));
        foreach (var reference in page.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src"))
            Assert.Matches("^(#[a-z0-9]+$|data:image/(svg\\+xml|png);base64,)", reference.Value);
        Assert.DoesNotContain("url(", page.Descendants("style").Single().Value);
        Assert.DoesNotContain("@import", page.Descendants("style").Single().Value);
        foreach (var target in page.Descendants("a").Select(a => a.Attribute("href")!.Value[1..]))
            Assert.Single(page.Descendants(), e => e.Attribute("id")?.Value == target);
    }

    [Fact]
    public void Figures_inside_are_complete_and_self_contained()
    {
        var figures = Images(Parse(SmallEvaluation.Files), "svg+xml");

        // Figures 4, 5 and 6 have two panels each; ROC, reliability and table 4 have one.
        Assert.Equal(9, figures.Length);
        foreach (var figure in figures)
        {
            var svg = XDocument.Parse(Encoding.UTF8.GetString(figure));
            Assert.Equal("svg", svg.Root!.Name.LocalName);
            Assert.All(svg.Descendants().Attributes().Where(a => a.Name.LocalName == "href"), a => Assert.StartsWith("#", a.Value));
        }
    }

    [Fact]
    public void X_rays_are_in_the_papers_order_and_unchanged()
    {
        var page = Parse(SmallEvaluation.Files);

        var shown = Images(page, "png");

        int[] order = [1, 2, 0, 3]; // Normal, COVID-19, Pneumonia
        Assert.Equal(order.Length, shown.Length);
        foreach (var (png, example) in shown.Zip(order.Select(i => SmallEvaluation.Input.Examples[i].Image)))
        {
            var read = ImageDecoders.Default.ReadGray(png, "x.png", example.Width, example.Height);
            Assert.Equal(example.Pixels, Array.ConvertAll(read, value => value / 255f));
        }
        var captions = page.Descendants("figcaption").Select(caption => caption.Value).Where(caption => caption.Contains("X-rays"));
        Assert.Equal(["Figure 1.", "Figure 2.", "Chest X-r"], captions.Select(caption => caption[..9]));
        Assert.Equal(
            ["kermany, CC BY 4.0", "kermany, CC BY 4.0", "cohen, CC BY-NC-SA", "kermany, no licence given"],
            page.Descendants("li").Elements("span").Where(span => span.Parent!.Element("img") is not null).Select(span => span.Value));
        Assert.Contains("https://example.org/?a=1&b=2", page.Descendants("small").Select(small => small.Value));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_class_without_examples_is_left_out()
    {
        var files = SmallEvaluation.Draw(SmallEvaluation.Input with { Examples = [SmallEvaluation.Input.Examples[0]] });

        Assert.Single(Images(Parse(files), "png"));
        Assert.Contains("figure2.png", files.Keys);
        Assert.DoesNotContain("figure1.png", files.Keys);
        Assert.DoesNotContain("examples_pneumonia.png", files.Keys);
    }

    [Fact]
    public void Page_is_accessible()
    {
        var page = Parse(SmallEvaluation.Files);

        Assert.Equal("en", page.Root!.Attribute("lang")!.Value);
        Assert.All(page.Descendants("th"), th => Assert.Contains(th.Attribute("scope")!.Value, new[] { "col", "row" }));
        Assert.All(page.Descendants("table"), table => Assert.NotEmpty(table.Element("caption")!.Value));
        Assert.All(page.Descendants("img"), img =>
        {
            if (img.Attribute("alt")!.Value.Length > 0)
                return;
            Assert.Equal("img", img.Parent!.Attribute("role")!.Value);
            Assert.NotEmpty(img.Parent.Attribute("aria-label")!.Value);
        });
        foreach (var row in page.Descendants("table").SelectMany(table => table.Descendants("tr")))
            Assert.Equal(row.Ancestors("table").Single().Descendants("tr").First().Elements().Count(), row.Elements().Count());
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Values_from_outside_are_escaped()
    {
        const string evil = "<b onclick=\"x()\">'&";
        var files = SmallEvaluation.Draw(SmallEvaluation.Input with
        {
            Recipe = evil,
            Model = evil,
            Version = evil,
            Command = evil,
            Processor = evil,
            DatasetFingerprint = evil,
            Controls = [SmallEvaluation.Input.Controls[0] with { Finding = evil }],
            Examples =
            [
                .. SmallEvaluation.Input.Examples.Select(
                    x => x with { Origin = x.Origin with { Source = evil, Licence = evil, Url = evil } }),
            ],
        });

        var page = Parse(files);

        Assert.Empty(page.Descendants("b"));
        Assert.Contains(evil, page.Descendants("dd").Select(dd => dd.Value));
        Assert.Contains(evil, page.Descendants("small").Select(small => small.Value));
        Assert.Contains($"{evil}, {evil}", page.Descendants("span").Select(span => span.Value));
        Assert.Contains(evil, page.Descendants("th").Select(th => th.Value));
    }

    [Fact]
    public void It_is_marked_as_no_medical_device() =>
        Assert.Contains("Not a medical device", Parse(SmallEvaluation.Files).Root!.Value);

    [Fact]
    [Trait("Speed", "slow")]
    public void A_test_set_that_lacks_a_class_says_not_defined_and_shows_no_perfect_figure()
    {
        var input = SmallEvaluation.Input with
        {
            Test = [.. SmallEvaluation.Input.Test.Where(image => image.Actual == Finding.Normal)],
            Notes = ["4 images of COVID-19 are left out by --without"],
        };

        var page = Parse(SmallEvaluation.Draw(input));

        var tiles = page.Descendants("li").Where(tile => tile.Element("strong") is not null)
            .ToDictionary(tile => tile.Element("span")!.Value, tile => tile.Element("strong")!.Value);
        Assert.All(
            ["test COVID-19 recall", "test COVID-19 precision", "test macro AUC", "controls AUC against COVID-19"],
            name => Assert.Equal("not defined", tiles[name]));
        var macro = Rows(page, "Macro averages, which the paper does not give").Single(row => row[0] == "Test");
        Assert.Equal(["not defined", "not defined", "not defined", "not defined"], macro[1..5]);
        Assert.All(
            Rows(page, "Test set by class").Where(row => row[1] == "0"),
            row => Assert.Equal(["not defined", "not defined", "not defined", "not defined"], row[2..6]));
        var text = Space().Replace(page.Root!.Value, " ");
        Assert.Contains("The macro-averaged area under the curves is not defined.", text);
        Assert.Contains("The test set has no COVID-19 image, so these numbers do not show", text);
        Assert.Contains("Note: 4 images of COVID-19 are left out by --without.", text);
        Assert.DoesNotContain("1.0000", string.Concat(tiles.Values));
    }

    [Fact]
    public void A_test_set_alone_makes_a_page()
    {
        var page = Parse(SmallEvaluation.Draw(SmallEvaluation.Input with
        {
            Train = [],
            Val = [],
            Controls = [],
            History = [],
            Examples = [],
            DatasetCounts = [],
        }));

        Assert.Contains("figures 5 and 6 are left out", page.Root!.Value);
        Assert.Contains("figures 1 and 2 are left out", page.Root.Value);
        Assert.Contains("this run has not scored any", Space().Replace(page.Root.Value, " "));
    }

    /// <summary>The cells of a table's rows, headers first.</summary>
    private static string[][] Rows(XDocument page, string caption) =>
    [
        .. page.Descendants("table").Single(table => table.Element("caption")!.Value == caption).Element("tbody")!.Elements("tr")
            .Select(row => row.Elements().Select(cell => cell.Value).ToArray()),
    ];

    /// <summary>The images of one type inside the page, in its order.</summary>
    private static byte[][] Images(XDocument page, string type) =>
    [
        .. page.Descendants("img").Select(img => img.Attribute("src")!.Value.Split(','))
            .Where(source => source[0] == $"data:image/{type};base64").Select(source => Convert.FromBase64String(source[1])),
    ];

    private static XDocument Parse(IReadOnlyDictionary<string, byte[]> files)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore };
        using var reader = XmlReader.Create(new MemoryStream(files["report.html"]), settings);
        return XDocument.Load(reader);
    }

    [GeneratedRegex("\\s+")]
    private static partial Regex Space();
}
