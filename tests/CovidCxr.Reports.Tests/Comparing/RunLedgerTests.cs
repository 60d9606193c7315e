using System.Text;
using CovidCxr.Core;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Comparing;
using Xunit;

namespace CovidCxr.Reports.Tests.Comparing;

public sealed class RunLedgerTests : IDisposable
{
    private const string Header =
        "date,version,recipe,seed,weights,dataset,processor,command,test_accuracy,test_accuracy_low,test_accuracy_high,"
        + "covid19_recall,covid19_precision,normal_recall,normal_precision,pneumonia_recall,pneumonia_precision,"
        + "macro_auc,precision_at_half,recall_at_half,ece,val_accuracy,controls_called_covid19,controls_auc";

    private const string SmallRow =
        "2020-07-19,0.1.0,paper,0,3fa9c1d2,0123456789abcdef,\"Example CPU, 2 cores\","
        + "\"covidcxr evaluate --model \"\"runs/a & b\"\" --out report\",0.666667,0.41625,0.916667,"
        + "0.75,0.75,0.75,0.75,0.5,0.5,0.885417,0.75,0.5,";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private string Ledger => folder["runs.csv"];

    [Fact]
    public void A_report_becomes_a_row_of_a_new_table()
    {
        RunLedger.Record(Ledger, [Report("a")]);

        var lines = File.ReadAllLines(Ledger);
        Assert.Equal(2, lines.Length);
        Assert.Equal(Header, lines[0]);
        Assert.StartsWith(SmallRow, lines[1]);
        Assert.Equal(Csv.Split(Header).Count, Csv.Split(lines[1]).Count);
        Assert.DoesNotContain("", Csv.Split(lines[1]));
    }

    [Fact]
    public void The_same_weights_and_dataset_replace_their_row_in_place()
    {
        RunLedger.Record(Ledger, [Report("a"), Report("b", ("3fa9c1d2", "77777777")), Report("c", ("0123456789abcdef", "other"))]);
        var before = Rows();

        RunLedger.Record(Ledger, [Report("d", ("2020-07-19", "2020-07-20"))]);

        var after = Rows();
        Assert.Equal(["2020-07-20", "2020-07-19", "2020-07-19"], after.Select(row => row[0]));
        Assert.Equal(["3fa9c1d2", "77777777", "3fa9c1d2"], after.Select(row => row[4]));
        Assert.Equal(before[0].Skip(1), after[0].Skip(1));
        Assert.Equal(before.Skip(1), after.Skip(1));
    }

    [Fact]
    public void Recording_again_changes_no_byte()
    {
        RunLedger.Record(Ledger, [Report("a"), Report("a")]);
        var before = File.ReadAllBytes(Ledger);

        RunLedger.Record(Ledger, [Report("a")]);

        Assert.Equal(before, File.ReadAllBytes(Ledger));
        Assert.Single(Rows());
    }

    [Fact]
    public void Rows_without_weights_are_kept()
    {
        var unknown = Csv.Line(Csv.Split(Header).Select(name => name is "weights" or "dataset" ? "" : "0.5"));
        File.WriteAllText(Ledger, $"{Header}\n{unknown}\n{unknown}\n");

        RunLedger.Record(Ledger, [Report("a")]);

        Assert.Equal(3, Rows().Count);
        Assert.StartsWith($"{Header}\n{unknown}\n{unknown}\n2020-07-19,", File.ReadAllText(Ledger));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(Header + "\n\n")]
    public void A_table_without_rows_is_begun(string content)
    {
        File.WriteAllText(Ledger, content);

        RunLedger.Record(Ledger, [Report("a")]);

        Assert.StartsWith($"{Header}\n2020-07-19,", File.ReadAllText(Ledger));
        Assert.Single(Rows());
    }

    [Theory]
    [InlineData("figure,paper\n", "is not a table of runs")]
    [InlineData(Header + "\n2020-07-19,0.1.0\n", "row 1: has 2 fields instead of 24")]
    public void A_file_with_other_columns_is_one_clear_line_and_stays_as_it_was(string content, string expected)
    {
        File.WriteAllText(Ledger, content);

        var error = Assert.Throws<InputException>(() => RunLedger.Record(Ledger, [Report("a")]));

        Assert.StartsWith($"--record {Ledger}", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal(content, File.ReadAllText(Ledger));
    }

    [Fact]
    public void A_report_without_weights_is_refused_and_nothing_is_written()
    {
        var report = Report("old", ("\"fingerprint\": \"3fa9c1d2\"", "\"fingerprint\": \"\""));

        var error = Assert.Throws<InputException>(() => RunLedger.Record(Ledger, [Report("a"), report]));

        Assert.StartsWith($"{report}: does not name its weights", error.Message);
        Assert.False(File.Exists(Ledger));
    }

    private List<IReadOnlyList<string>> Rows() => [.. Csv.Lines(File.ReadAllText(Ledger)).Skip(1).Select(Csv.Split)];

    /// <summary>Writes the report of <see cref="SmallEvaluation"/> with some texts replaced.</summary>
    private string Report(string name, params (string Old, string New)[] changes)
    {
        var json = Encoding.UTF8.GetString(SmallEvaluation.Files["metrics.json"]);
        foreach (var (old, replacement) in changes)
            json = json.Replace(old, replacement);
        folder.Write(Path.Combine(name, "metrics.json"), Encoding.UTF8.GetBytes(json));
        return folder[name];
    }
}
