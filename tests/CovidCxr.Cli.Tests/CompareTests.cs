using Xunit;

namespace CovidCxr.Cli.Tests;

[Trait("Speed", "slow")]
public sealed class CompareTests : IDisposable
{
    // What compare needs of a report.
    private const string Metrics = """
        {
          "recipe": "paper", "seed": 7, "fingerprint": "3fa9c1d2", "version": "0.2.0", "command": "covidcxr evaluate",
          "processor": "Example CPU", "date": "2026-11-26", "dataset": { "fingerprint": "abcd" },
          "test": { "accuracy": 0.91, "accuracy_interval": [0.9, 0.92], "covid19": { "recall": 0.97, "precision": 1 } },
          "controls": null
        }
        """;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_report_is_recorded_once_in_the_table_of_runs()
    {
        await File.WriteAllTextAsync(folder["metrics.json"], Metrics, TestContext.Current.CancellationToken);
        string[] record = ["compare", folder.Path, "--record", folder["runs.csv"]];

        Assert.Contains("paper seed 7", (await BuiltProgram.RunAsync(record)).Success());
        (await BuiltProgram.RunAsync(record)).Success();

        var lines = await File.ReadAllLinesAsync(folder["runs.csv"], TestContext.Current.CancellationToken);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("date,version,recipe,seed,weights,dataset,processor,command,test_accuracy,", lines[0]);
        Assert.Equal("2026-11-26,0.2.0,paper,7,3fa9c1d2,abcd,Example CPU,covidcxr evaluate,0.91,0.9,0.92,0.97,1,,,,,,,,,,,", lines[1]);
    }

    [Fact]
    public async Task A_file_with_other_columns_is_named_and_kept()
    {
        await File.WriteAllTextAsync(folder["metrics.json"], Metrics, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["runs.csv"], "a,b\n1,2\n", TestContext.Current.CancellationToken);

        var outcome = await BuiltProgram.RunAsync("compare", folder.Path, "--record", folder["runs.csv"]);

        Assert.StartsWith($"error: --record {folder["runs.csv"]}: is not a table of runs", outcome.OneErrorLine());
        Assert.Equal("a,b\n1,2\n", await File.ReadAllTextAsync(folder["runs.csv"], TestContext.Current.CancellationToken));
        Assert.Equal(["metrics.json", "runs.csv"], folder.Names);
    }
}
