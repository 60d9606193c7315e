using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Reports.Benchmarking;
using Xunit;

namespace CovidCxr.Reports.Tests.Benchmarking;

public sealed class BenchmarkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Table => folder["benchmark.csv"];

    private static readonly string[] CovidXNet =
        ["vgg19", "densenet201", "inceptionv3", "resnet152v2", "inceptionresnetv2", "xception", "mobilenetv2"];

    [Fact]
    public void A_run_becomes_a_row_with_its_cost_and_its_scores()
    {
        Add("vgg19", 0, wrong: 0);
        Add("vgg19", 1, wrong: 20);

        var rows = BenchmarkTable.Read(Table);
        Assert.Equal([("vgg19", 0L), ("vgg19", 1L)], rows.Select(row => (row.Recipe, row.Seed)));
        Assert.Equal(0.9, rows[1].Number("test_accuracy"));
        Assert.Equal(0.85, rows[1].Interval("test_accuracy")!.Value.Low);
        Assert.Equal(0.75, rows[1].Number("same_source_auc"));
        Assert.Equal(2 * rows[1].Number("multiply_adds"), rows[1].Number("flops"));
        Assert.Equal(0.625, rows[1].Number("across_recall"));
        Assert.Null(rows[1].Number("macro_auc")); // not in the report
        Assert.Equal("Example CPU, 2 cores", rows[1].Cells["processor"]);
    }

    [Fact]
    public void A_table_that_was_cut_or_is_another_is_refused()
    {
        Add("vgg19", 0, wrong: 0);
        var text = File.ReadAllText(Table);
        File.WriteAllText(Table, text[..^3]);
        Assert.Contains("its last line has no end", Assert.Throws<InputException>(() => BenchmarkTable.Read(Table)).Message);
        File.WriteAllText(Table, "a,b\n1,2\n");
        Assert.Contains("is not a table of a benchmark", Assert.Throws<InputException>(() => BenchmarkTable.Read(Table)).Message);
    }

    /// <summary>200 test images; the runs differ in how many of the first they get wrong.</summary>
    [Fact]
    public void The_page_answers_both_papers_with_intervals()
    {
        Add("paper-network", 0, wrong: 40);
        foreach (var (index, name) in CovidXNet.Index())
            Add(name, 0, wrong: index < 2 ? 4 : 44);

        var page = Page();
        Assert.Contains("its accuracy is 0.800", page);
        Assert.Contains("the best other one, vgg19, 0.980", page);
        Assert.Matches(@"a difference of -0\.180 \(95 % interval -0\.\d\d\d to -0\.\d\d\d\): worse", page);
        Assert.Contains("the best two are vgg19 (0.980", page);
        Assert.Matches(@"differs from that of the five others by \+0\.200 \(95 % interval \+0\.\d\d\d to \+0\.\d\d\d\): better", page);
        Assert.Contains("Accuracy against cost", page);
        Assert.Contains("mean recall on collections never seen", page);
    }

    [Fact]
    public void Seeds_are_averaged_and_what_is_missing_is_named()
    {
        Add("paper-network", 0, wrong: 10);
        Add("paper-network", 1, wrong: 30);
        Add("vgg19", 0, wrong: 20);
        var page = Page();
        Assert.Contains("its accuracy is 0.900, mean of 2 seeds", page);
        Assert.Contains("±", page);
        Assert.Contains(": no difference is shown", page);
        Assert.Contains("not answered without densenet201, inceptionv3, resnet152v2, inceptionresnetv2, xception, mobilenetv2.", page);
    }

    private string Page()
    {
        BenchmarkPage.Write(folder["page.html"], BenchmarkTable.Read(Table), row => Report(row.Recipe, row.Seed));
        return System.Net.WebUtility.HtmlDecode(File.ReadAllText(folder["page.html"]));
    }

    private string Report(string recipe, long seed) => folder[$"{recipe}-{seed}"];

    private void Add(string recipe, long seed, int wrong)
    {
        var report = Directory.CreateDirectory(Report(recipe, seed)).FullName;
        var accuracy = 1 - (wrong / 200.0);
        File.WriteAllText(Path.Combine(report, "metrics.json"), string.Create(CultureInfo.InvariantCulture, $$"""
            {
              "recipe": "{{recipe}}", "seed": {{seed}}, "fingerprint": "{{recipe}}{{seed}}", "version": "0.3.0", "date": "2026-11-26",
              "processor": "Example CPU, 2 cores", "dataset": { "fingerprint": "0123" },
              "test": { "accuracy": {{accuracy}}, "accuracy_interval": [{{accuracy - 0.05}}, {{accuracy + 0.05}}], "ece": 0.1 },
              "controls": { "auc_vs_covid19": 0.75, "called_covid19": 0.5 }
            }
            """));
        var rows = Enumerable.Range(0, 200).Select(i => $"test/{i}.png,patient{i / 2},Normal,{(i < wrong ? "Pneumonia" : "Normal")},0,1,0");
        File.WriteAllLines(
            Path.Combine(report, "predictions.csv"),
            ["path,group,actual,predicted,p_covid19,p_normal,p_pneumonia", "val/0.png,patient0,Normal,Pneumonia,0,0,1", .. rows]);
        BenchmarkTable.Add(Table, report, new BenchmarkCost
        {
            Network = recipe,
            InputSize = 128,
            Arithmetic = "float32",
            RecipeSha256 = "abc",
            BudgetMinutes = 20,
            WithoutSources = "nih",
            Parameters = 5_000_000,
            MultiplyAdds = 100_000_000 * (1 + wrong),
            Epochs = 3.5,
            SecondsPerEpoch = 100,
            PeakMemory = 1 << 30,
            ImagesPerSecond = 50,
            FileBytes = 20_000_000,
            AcrossImages = 80,
            AcrossRecall = 0.625,
        });
    }

    public void Dispose() => folder.Dispose();
}
