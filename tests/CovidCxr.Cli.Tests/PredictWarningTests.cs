using System.Text.Json;
using Xunit;

namespace CovidCxr.Cli.Tests;

/// <summary>The warning about adults stands where the answer is, in every format.</summary>
[Trait("Speed", "slow")]
public sealed class PredictWarningTests
{
    private const string Warning = "finds COVID-19 in 13 of 33 adults who do not have it";

    private static readonly string Sample = Path.Combine(BuiltProgram.Repository, "samples", "phantom-4-lobe.png");

    [Fact]
    public async Task A_table_begins_with_it()
    {
        var outcome = await BuiltProgram.RunAsync("predict", Sample);
        Assert.Equal($"Warning: this model {Warning}.", outcome.Output.Split('\n')[1]);
        Assert.Equal("", outcome.Error);
    }

    [Fact]
    public async Task Csv_stays_csv_and_the_warning_goes_to_standard_error()
    {
        var outcome = await BuiltProgram.RunAsync("predict", "--format", "csv", Sample);
        Assert.Matches($"^warning: adults [^ ]+ [0-9a-f]{{8}} {Warning}\n$", outcome.Error);
        Assert.Equal(2, outcome.Output.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Json_has_it_beside_every_result()
    {
        var outcome = await BuiltProgram.RunAsync("predict", "--format", "json", Sample);
        using var answers = JsonDocument.Parse(outcome.Output);
        Assert.Equal(Warning, answers.RootElement[0].GetProperty("warning").GetString());
        Assert.Equal("", outcome.Error);
    }
}
