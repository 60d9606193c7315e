using System.Text;
using CovidCxr.Reports.Comparing;
using Xunit;

namespace CovidCxr.Reports.Tests.Comparing;

public sealed class RunComparisonTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_mean_is_over_all_runs_that_measured_or_it_is_not_defined()
    {
        string[] tests =
        [
            """{ "accuracy": 0.9, "macro_f1": 0.5, "macro_auc": null }""",
            """{ "accuracy": 0.8, "macro_f1": null, "macro_auc": null }""",
            """{ "accuracy": 0.7 }""",
        ];
        var reports = tests.Select((test, i) => Path.GetDirectoryName(folder.Write(
            $"{i}/metrics.json",
            Encoding.UTF8.GetBytes(
                $$"""{ "recipe": "r", "seed": {{i}}, "dataset": { "fingerprint": "d" }, "test": {{test}}, "controls": null }"""))));

        var comparison = RunComparison.Read([.. reports.Select(report => report!)]);

        var metrics = comparison.Metrics.ToDictionary(metric => metric.Name);
        Assert.Equal((0.8, true), (Math.Round(metrics["test.accuracy"].Mean!.Value, 12), metrics["test.accuracy"].Deviation is not null));
        Assert.Equal((null, null), (metrics["test.macro_f1"].Mean, metrics["test.macro_f1"].Deviation));
        Assert.Equal([true, true, false], metrics["test.macro_auc"].IsMeasured);
        Assert.Equal([false, false, false], metrics["controls.called_covid19"].IsMeasured);
        var csv = Encoding.UTF8.GetString(comparison.ToCsv());
        Assert.Contains("\ntest.macro_f1,,0.5,,,,\n", csv);
    }
}
