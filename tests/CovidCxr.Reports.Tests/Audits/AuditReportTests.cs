using System.Text.Json;
using System.Xml.Linq;
using CovidCxr.Core;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;
using CovidCxr.Imaging.Codecs;
using CovidCxr.Reports.Audits;
using Xunit;

namespace CovidCxr.Reports.Tests.Audits;

public sealed class AuditReportTests : IDisposable
{
    private static readonly string[] Keys =
    [
        "same_source_controls", "across_sources", "without_lungs", "source_readability", "what_should_not_matter", "leakage", "subgroups",
        "calibration_and_decision", "explanations", "labels",
    ];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_page_is_well_formed_and_needs_nothing_from_outside()
    {
        var page = XDocument.Parse(System.Text.Encoding.UTF8.GetString(AuditPage.Write(Small("<b>model"))).Replace("<!DOCTYPE html>", ""));

        Assert.Empty(page.Descendants("script").Concat(page.Descendants("link")));
        foreach (var reference in page.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src"))
            Assert.Matches("^(#[a-z0-9_]+$|data:image/(svg\\+xml|png);base64,)", reference.Value);
        foreach (var target in page.Descendants("a").Select(a => a.Attribute("href")!.Value[1..]))
            Assert.Single(page.Descendants(), e => e.Attribute("id")?.Value == target);
        Assert.All(page.Descendants("img"), image => Assert.NotNull(image.Attribute("alt")));
        Assert.All(page.Descendants("table"), table => Assert.NotNull(table.Element("caption")));
        Assert.Contains("Audit of <b>model", page.Descendants("h1").Single().Value);
        Assert.Contains("not defined", page.Root!.Value);
        Assert.Contains("1 of 10 questions raised an alarm", page.Root.Value);
    }

    [Fact]
    public void Json_holds_all_figures_and_no_picture()
    {
        AuditReport.Write(Small("model"), folder["audit"]);

        var text = File.ReadAllText(folder["audit/audit.json"]);
        using var json = JsonDocument.Parse(text);
        var sections = json.RootElement.GetProperty("sections");
        Assert.Equal(Keys, sections.EnumerateArray().Select(section => section.GetProperty("key").GetString()!));
        var figure = sections[2].GetProperty("figures")[0];
        Assert.Equal((0.875, 0.8, 0.9, true), (
            figure.GetProperty("value").GetDouble(), figure.GetProperty("interval")[0].GetDouble(),
            figure.GetProperty("interval")[1].GetDouble(), figure.GetProperty("is_alarm").GetBoolean()));
        Assert.DoesNotContain("png", text, StringComparison.OrdinalIgnoreCase);
        Assert.Single(text.Split("\"key\": \"without_lungs\"")[1..]); // each section once
        Assert.Contains("without_lungs,auc,0.875,0.8,0.9,40,alarm,It means something.", File.ReadAllText(folder["audit/audit.csv"]));
    }

    [Fact]
    public void Audits_of_the_same_images_are_set_side_by_side()
    {
        AuditReport.Write(Small("first"), folder["a"]);
        AuditReport.Write(Small("second") with { Command = "covidcxr audit --other" }, folder["b"]);
        AuditReport.Write(Small("third") with { DataSha256 = "other" }, folder["c"]);

        var comparison = AuditComparison.Read([folder["a"], folder["b"]]);

        Assert.Equal(["first", "second"], comparison.Audits.Select(audit => audit.Model));
        Assert.Equal([["Section without_lungs"], ["Section without_lungs"]], comparison.Audits.Select(audit => audit.Alarms));
        var lines = System.Text.Encoding.UTF8.GetString(comparison.ToCsv()).Split('\n');
        Assert.Equal("# covidcxr audit --other", lines[1]);
        Assert.Equal("figure,first,low,high,alarm,second,low,high,alarm", lines[2]);
        Assert.Contains("without_lungs.auc,0.875,0.8,0.9,alarm,0.875,0.8,0.9,alarm", lines);
        Assert.Contains("other images", Assert.Throws<InputException>(() => AuditComparison.Read([folder["a"], folder["c"]])).Message);
        Assert.Contains("not an audit", Assert.Throws<InputException>(() => AuditComparison.Read([folder.Path])).Message);
    }

    internal static AuditResult Small(string model) => new()
    {
        Model = model,
        Data = "drawn",
        DataSha256 = "abcd",
        Command = "covidcxr audit",
        Version = "1.2.3",
        Processor = "Example CPU",
        Date = new DateOnly(2026, 11, 26),
        Images = 40,
        Groups = 30,
        Controls = 0,
        Headline = [new("accuracy", "accuracy", 0.9, new Interval(0.85, 0.95), 40, "It says little.")],
        Sections = [.. Keys.Select((key, i) => Section(key, i + 1))],
        TrainingLicences = new Dictionary<string, int> { ["CC BY 4.0"] = 7 },
        Notes = ["one & only"],
    };

    private static AuditSection Section(string key, int number)
    {
        var section = new AuditSection(number, key, $"Section {key}", "What?");
        if (key == "what_should_not_matter")
            return section with { Notes = ["not measured: for a test"] };
        return section with
        {
            Figures =
            [
                new("auc", "AUC", 0.875, new Interval(0.8, 0.9), 40, "It means something.")
                {
                    IsAlarm = key == "without_lungs",
                    AlarmIf = "it is high",
                },
                new("missing", "missing", null, null, 40, "It has no meaning here."),
            ],
            Tables = [new($"{key}_rows", "Rows", ["what", "how many", "share"], [["<one>", 3, 0.25], ["two", null, null]])],
            Charts = [new($"{key}_curve", "Curve", "x", "y", [new("line", [0, 0.5, 1], [1, 0.4, 0])])],
            Pictures = [new(PngWriter.Encode(new GrayImage(4, 4)), "black", "a caption")],
        };
    }
}
