using System.Globalization;
using System.Text.Json;
using Xunit;

namespace CovidCxr.Reports.Tests.Results;

/// <summary>What README says of the audits is what their files in <c>results/audits/</c> say.</summary>
public class PublishedAuditsTests
{
    private const string Alarms = "sections with an alarm";

    // Row in README, section and figure of an audit.
    private static readonly (string Row, string Section, string Figure)[] Figures =
    [
        ("macro AUC, whole picture", "without_lungs", "auc_whole"),
        ("lungs erased", "without_lungs", "auc_lungs_erased"),
        ("border only (outer 15 %)", "without_lungs", "auc_border_only"),
        ("a linear model of the file alone", "source_readability", "auc_class_from_file"),
        ("other class at JPEG quality 20", "what_should_not_matter", "changed_jpeg_20"),
    ];

    [Fact]
    public void The_audits_in_README_are_those_that_were_made()
    {
        var readme = File.ReadAllText(Path.Combine(BuiltProgram.Repository, "README.md"));
        string[] rows = [.. Figures.Select(figure => figure.Row), Alarms];
        var table = MarkdownTable.WithRows("README.md", readme, rows);
        Assert.Equal(rows, table.Rows);
        Assert.Equal(["paper", "compact", "adults"], table.Columns);
        foreach (var model in table.Columns)
        {
            using var audit = JsonDocument.Parse(
                File.ReadAllText(Path.Combine(BuiltProgram.Repository, "results", "audits", $"{model}.json")));
            var sections = audit.RootElement.GetProperty("sections").EnumerateArray().ToList();
            foreach (var (row, section, key) in Figures)
            {
                var figure = sections.Single(one => one.GetProperty("key").GetString() == section)
                    .GetProperty("figures").EnumerateArray().Single(one => one.GetProperty("key").GetString() == key);
                Assert.Equal(figure.GetProperty("value").GetDouble().ToString("F3", CultureInfo.InvariantCulture), table[row, model]);
            }
            var alarms = sections.Where(section => section.GetProperty("is_alarm").GetBoolean())
                .Select(section => section.GetProperty("number").GetInt32());
            Assert.Equal(string.Join(", ", alarms), table[Alarms, model]);
        }
    }
}
