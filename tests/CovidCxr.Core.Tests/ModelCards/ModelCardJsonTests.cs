using System.Text.Json;
using CovidCxr.Core.ModelCards;
using Xunit;

namespace CovidCxr.Core.Tests.ModelCards;

public class ModelCardJsonTests
{
    private static readonly Calibration Calibration = new()
    {
        Temperature = 1.25,
        Images = 561,
        OperatingPoints = [new("sensitivity 0.95", Finding.Covid19, 0.125, 0.95, 0.9)],
    };

    private static readonly ModelCard Card = new()
    {
        Name = "compact",
        Version = "0.1.0",
        Labels = ["COVID-19", "Normal", "Pneumonia"],
        InputSize = 2,
        Preprocessing = ["in the graph: divided by 255"],
        Calibration = Calibration,
        NoveltyLimit = 21.5,
        Network = "compact",
        Parameters = 1_796_381,
        Recipe = "name: compact\nloss: {label_smoothing: 0.1} # \"quoted\"\n",
        RecipeSha256 = "ab",
        Seed = 1,
        Epoch = 30,
        DatasetSha256 = "cd",
        Scores = new Dictionary<string, double> { ["test.accuracy"] = 0.94 },
        IntendedUse = "None.",
        Limits = ["Many."],
        SelfTest = new SelfTest { Pixels = [0, 127, 128, 255], Probabilities = [0.25, 0.25, 0.5] },
    };

    [Fact]
    public void A_card_survives_writing_and_reading()
    {
        var json = ModelCardJson.Write(Card);
        var back = ModelCardJson.ReadCard(json);
        Assert.Equal(json, ModelCardJson.Write(back));
        Assert.Equal(Card.SelfTest.Pixels, back.SelfTest.Pixels);
        Assert.Equal(Card.Recipe, back.Recipe);
        Assert.Equal((Card.NoveltyLimit, Card.Parameters), (back.NoveltyLimit, back.Parameters));
    }

    [Fact]
    public void Keys_are_snake_case_and_findings_are_written_by_name()
    {
        using var json = JsonDocument.Parse(ModelCardJson.Write(Card));
        Assert.Equal(1, json.RootElement.GetProperty("format").GetInt32());
        Assert.Equal(2, json.RootElement.GetProperty("input_size").GetInt32());
        var point = json.RootElement.GetProperty("calibration").GetProperty("operating_points")[0];
        Assert.Equal("COVID-19", point.GetProperty("finding").GetString());
    }

    [Fact]
    public void A_calibration_survives_writing_and_reading()
    {
        var back = ModelCardJson.ReadCalibration(ModelCardJson.Write(Calibration));
        Assert.Equal(Calibration.OperatingPoints, back.OperatingPoints);
        Assert.Equal((1.25, 561), (back.Temperature, back.Images));
    }

    [Fact]
    public void Missing_optional_keys_get_their_defaults()
    {
        var calibration = ModelCardJson.ReadCalibration("{\"temperature\": 1, \"images\": 0}");
        Assert.Empty(calibration.OperatingPoints);
    }

    [Theory]
    [InlineData("{\"images\": 3}", "temperature")]
    [InlineData("{\"temperature\": 0, \"images\": 3}", "above 0")]
    [InlineData("{\"temperature\": \"warm\", \"images\": 3}", "temperature")]
    [InlineData("{\"temperature\": 1, \"images\": 3, \"operating_points\": null}", "operating_points")]
    [InlineData("{\"temperature\": 1, \"images\": 3, \"operating_points\": [{\"name\": \"a\", \"finding\": \"COVID-19\"}]}", "threshold")]
    [InlineData(
        "{\"temperature\": 1, \"images\": 3, \"operating_points\": "
        + "[{\"name\": \"a\", \"finding\": 0, \"threshold\": 0.5, \"sensitivity\": 1, \"specificity\": 1}]}",
        "must be one of")]
    [InlineData("null", "null")]
    [InlineData("", "")]
    public void Anything_else_is_refused_in_one_line(string json, string expected)
    {
        var error = Assert.Throws<JsonException>(() => ModelCardJson.ReadCalibration(json));
        Assert.Contains(expected, error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', error.Message);
    }
}
