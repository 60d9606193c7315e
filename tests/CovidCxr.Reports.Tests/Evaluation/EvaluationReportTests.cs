using System.Text;
using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Reports.Evaluation;
using Xunit;

namespace CovidCxr.Reports.Tests.Evaluation;

public sealed class EvaluationReportTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    [Trait("Speed", "slow")]
    public void All_files_are_written_and_nothing_beside_the_folder()
    {
        var folder = Path.Combine(temporary["new"], "report");

        var metrics = EvaluationReport.Write(SmallEvaluation.Input, folder);

        Assert.Equal(8 / 12.0, metrics.Test.Accuracy);
        Assert.Equal(ReportFiles.All.Order(), Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order());
        Assert.Equal(["report"], Directory.EnumerateFileSystemEntries(temporary["new"]).Select(Path.GetFileName));
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void The_same_input_gives_the_same_bytes()
    {
        foreach (var (name, content) in SmallEvaluation.Draw(SmallEvaluation.Input))
            Assert.True(content.AsSpan().SequenceEqual(SmallEvaluation.Files[name]), name);
    }

    [Fact]
    public void Metrics_have_their_agreed_names()
    {
        var root = JsonDocument.Parse(SmallEvaluation.Files["metrics.json"]).RootElement;
        var test = root.GetProperty("test");

        Assert.Equal(0.666667, test.GetProperty("accuracy").GetDouble());
        Assert.Equal(2, test.GetProperty("accuracy_interval").GetArrayLength());
        Assert.Equal(0.75, test.GetProperty("covid19").GetProperty("recall").GetDouble());
        Assert.Equal(0.75, test.GetProperty("covid19").GetProperty("precision").GetDouble());
        Assert.Equal(0.885417, test.GetProperty("macro_auc").GetDouble());
        Assert.True(test.GetProperty("ece").GetDouble() > 0);
        Assert.Equal(0.333333, root.GetProperty("controls").GetProperty("called_covid19").GetDouble());
        Assert.InRange(root.GetProperty("controls").GetProperty("auc_vs_covid19").GetDouble(), 0, 1);
    }

    [Fact]
    public void What_each_collection_is_called_has_a_table() => Assert.Equal(
        "split,source,actual,images,called_covid19,called_normal,called_pneumonia,share_called_covid19\n"
        + "val,cohen,COVID-19,4,3,1,0,0.75\n"
        + "controls,cohen,other findings,3,1,2,0,0.333333\n",
        Encoding.UTF8.GetString(SmallEvaluation.Files["by_source.csv"]));

    [Fact]
    [Trait("Speed", "slow")]
    public void An_older_report_is_replaced_completely()
    {
        EvaluationReport.Write(SmallEvaluation.Input, temporary["report"]);

        EvaluationReport.Write(SmallEvaluation.Input with { History = [] }, temporary["report"]);

        Assert.False(File.Exists(Path.Combine(temporary["report"], "figure5.png")));
        Assert.True(File.Exists(Path.Combine(temporary["report"], "report.html")));
        Assert.Equal(Path.Combine(temporary["report"], "report.html"), EvaluationReport.PagePath(temporary["report"]));
    }

    [Fact]
    public void A_folder_with_other_files_is_left_alone()
    {
        File.WriteAllText(temporary["thesis.tex"], "years of work");

        var error = Assert.Throws<InputException>(() => EvaluationReport.Write(SmallEvaluation.Input, temporary.Path));

        Assert.Contains("'thesis.tex'", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(["thesis.tex"], temporary.Names);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void A_folder_that_cannot_be_written_is_one_clear_line()
    {
        var file = temporary["file"];
        File.WriteAllText(file, "");

        foreach (var folder in new[] { file, Path.Combine(file, "report") })
        {
            var error = Assert.Throws<InputException>(() => EvaluationReport.Write(SmallEvaluation.Input, folder));
            Assert.StartsWith(folder, error.Message.Replace("--out ", "", StringComparison.Ordinal));
            Assert.DoesNotContain('\n', error.Message);
        }
        Assert.Equal(["file"], temporary.Names);
    }

    [Fact]
    public void A_test_set_alone_is_enough()
    {
        var files = SmallEvaluation.Draw(SmallEvaluation.Input with
        {
            Train = [],
            Val = [],
            Controls = [],
            History = [],
            Examples = [],
            Distorted = [],
            Test = [.. SmallEvaluation.Input.Test.Where(image => image.Actual != Finding.Covid19)],
        });

        var root = JsonDocument.Parse(files["metrics.json"]).RootElement;
        Assert.Equal(JsonValueKind.Null, root.GetProperty("train").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("controls").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("test").GetProperty("covid19").GetProperty("auc").ValueKind);
        Assert.Equal("threshold,false_positive_rate,true_positive_rate\n", Encoding.UTF8.GetString(files["roc_covid19.csv"]));
        Assert.DoesNotContain("NaN", Encoding.UTF8.GetString(files["report.html"]));
        Assert.DoesNotContain("figure5.svg", files.Keys);
        Assert.DoesNotContain("distortions.csv", files.Keys);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("val_distorted").ValueKind);
    }
}
