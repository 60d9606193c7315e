using System.Globalization;
using System.Text.RegularExpressions;
using CovidCxr.Reports.Comparing;
using Xunit;

namespace CovidCxr.Reports.Tests.Results;

/// <summary>
/// Numbers have one source, the tables in <c>results/</c>: README and model card must show the same, rounded to the digits they print.
/// </summary>
public partial class PublishedNumbersTests
{
    private const string ShippedWeights = "9f8263d7";

    // Column in README, table in results/ and its column.
    private static readonly (string Column, string Table, string Source)[] Columns =
    [
        ("paper", "paper.csv", "paper"),
        ("paper, mean of 3 seeds", "paper.csv", "mean"),
        ("compact, mean of 3 seeds", "compact.csv", "mean"),
        ("adults, seed 0", "adults.csv", "adults seed 0"),
    ];

    // Row in README, row in the tables that 'covidcxr compare' writes, and column in runs.csv.
    private static readonly (string Row, string Metric, string RunColumn)[] Metrics =
    [
        ("accuracy", "test.accuracy", "test_accuracy"),
        ("COVID-19 recall", "test.covid19.recall", "covid19_recall"),
        ("COVID-19 precision", "test.covid19.precision", "covid19_precision"),
        ("macro AUC", "test.macro_auc", "macro_auc"),
        ("calibration error (ECE)", "test.ece", "ece"),
        ("controls called COVID-19", "controls.called_covid19", "controls_called_covid19"),
        ("AUC of COVID-19 against controls", "controls.auc_vs_covid19", "controls_auc"),
    ];

    // Rows of the model card's table of scores, with the columns of runs.csv in the order of the numbers.
    private static readonly (string Row, string[] RunColumns)[] CardRows =
    [
        ("accuracy", ["test_accuracy", "test_accuracy_low", "test_accuracy_high"]),
        ("macro AUC", ["macro_auc"]),
        ("COVID-19 recall, precision", ["covid19_recall", "covid19_precision"]),
        ("Normal recall, precision", ["normal_recall", "normal_precision"]),
        ("Pneumonia recall, precision", ["pneumonia_recall", "pneumonia_precision"]),
        ("calibration error, 15 bins of equal mass", ["ece"]),
        ("adults without COVID-19 called COVID-19", ["controls_called_covid19"]),
        ("AUC of COVID-19 against those adults", ["controls_auc"]),
    ];

    [Fact]
    public void The_results_in_README_are_those_of_the_measured_tables()
    {
        var table = MarkdownTable.WithRows("README.md", ReadFile("README.md"), Metrics.Select(metric => metric.Row));

        foreach (var (row, metric, _) in Metrics)
            foreach (var (column, source, sourceColumn) in Columns)
            {
                var measured = MeasuredTable.Read(source)[metric, sourceColumn];
                AssertShown("README.md", $"'{row}', column '{column}'", table[row, column], measured);
            }
        // A number that nothing checks is not allowed.
        Assert.Equal(Metrics.Select(metric => metric.Row).Order(), table.Rows.Order());
        Assert.Equal(Columns.Select(column => column.Column).Order(), table.Columns.Order());
    }

    [Fact]
    public void The_scores_in_the_model_card_are_those_of_the_measured_run()
    {
        const string card = "models/covidcxr.md";
        var table = MarkdownTable.WithRows(card, ReadFile(card), CardRows.Select(row => row.Row));
        var runs = MeasuredTable.Read("runs.csv");

        foreach (var (row, columns) in CardRows)
        {
            var shown = Number().Matches(table[row, ""]).Select(match => match.Value).ToList();
            Assert.True(shown.Count == columns.Length, $"{card}: '{row}' has {shown.Count} numbers instead of {columns.Length}");
            foreach (var (number, column) in shown.Zip(columns))
            {
                var measured = runs[fields => runs.Field(fields, "weights") == ShippedWeights, column];
                AssertShown(card, $"'{row}'", number, measured);
            }
        }
        Assert.Equal(CardRows.Select(row => row.Row).Order(), table.Rows.Order());
    }

    /// <summary>README and card lead with what the shipped model calls the images of each collection.</summary>
    [Theory]
    [InlineData("README.md")]
    [InlineData("models/covidcxr.md")]
    public void What_each_collection_is_called_is_what_was_measured(string file)
    {
        var measured = MeasuredTable.Read("adults-by-source.csv");
        string[] names = [.. measured.Rows.Where(row => row[0] == "val").Select(row => $"{row[1]}, {row[2]}")];
        var table = MarkdownTable.WithRows(file, ReadFile(file), names);
        foreach (var row in measured.Rows.Where(row => row[0] == "val"))
            foreach (var column in new[] { "images", "called COVID-19", "called Normal", "called Pneumonia" })
                Assert.Equal(
                    measured.Field(row, column.Replace(' ', '_').Replace("COVID-19", "covid19").ToLowerInvariant()),
                    table[$"{row[1]}, {row[2]}", column]);
        Assert.Equal(names.Order(), table.Rows.Order());
    }

    [Theory]
    [InlineData("paper.csv")]
    [InlineData("compact.csv")]
    public void Every_compared_run_has_its_row_in_the_table_of_runs(string name)
    {
        var runs = MeasuredTable.Read("runs.csv");
        var compared = MeasuredTable.Read(name);

        var columns = compared.Columns.Where(column => column.Contains(" seed ")).ToList();
        Assert.Equal(3, columns.Count);
        foreach (var column in columns)
        {
            var expected = Metrics.Select(metric => compared[metric.Metric, column]);
            Assert.Contains(runs.Rows, run =>
                $"{runs.Field(run, "recipe")} seed {runs.Field(run, "seed")}" == column
                && Metrics.Select(metric => runs.Field(run, metric.RunColumn)).SequenceEqual(expected));
        }
    }

    [Fact]
    public void The_table_of_runs_takes_another_run()
    {
        using var folder = new TemporaryFolder();
        var before = File.ReadAllText(Path.Combine(BuiltProgram.Repository, "results", "runs.csv"));
        File.WriteAllText(folder["runs.csv"], before);
        folder.Write(Path.Combine("report", "metrics.json"), SmallEvaluation.Files["metrics.json"]);

        RunLedger.Record(folder["runs.csv"], [folder["report"]]);

        Assert.StartsWith($"{before}2020-07-19,", File.ReadAllText(folder["runs.csv"]));
    }

    /// <summary>Checks that a printed number is the measured one, rounded to its digits; no number is printed for an empty field.</summary>
    private static void AssertShown(string file, string place, string shown, string measured)
    {
        if (measured.Length == 0)
        {
            Assert.True(shown is "" or "-" or "–", $"{file}, {place}: shows {shown}, but nothing was measured");
            return;
        }
        Assert.True(Number().Match(shown).Value == shown && shown.Length > 0, $"{file}, {place}: '{shown}' is not a number like 0.9099");
        var digits = shown.Length - 1 - shown.IndexOf('.');
        var rounded = Math.Round(decimal.Parse(measured, CultureInfo.InvariantCulture), digits, MidpointRounding.AwayFromZero)
            .ToString($"F{digits}", CultureInfo.InvariantCulture);
        Assert.True(shown == rounded, $"{file}, {place}: shows {shown}, but {measured} was measured, which is {rounded}");
    }

    private static string ReadFile(string name) => File.ReadAllText(Path.Combine(BuiltProgram.Repository, name));

    [GeneratedRegex(@"\d+\.\d+")]
    private static partial Regex Number();
}
