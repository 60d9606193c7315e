using System.Text.Json;
using CovidCxr.Core.ModelCards;
using Xunit;

namespace CovidCxr.Core.Tests.ModelCards;

public sealed class ModelCardJsonTests
{
    [Theory]
    [InlineData("", "it is not JSON from line 1 on")]
    [InlineData("{\"temperature\": 1,\n nonsense", "it is not JSON from line 2 on")]
    [InlineData("null", "it is null")]
    [InlineData("{}", "it lacks 'temperature', 'images'")]
    [InlineData("[1, 2]", "it is another kind of JSON")]
    [InlineData("{\"temperature\": \"hot\", \"images\": 3}", "the value of 'temperature' is of another kind than it should be")]
    [InlineData("{\"temperature\": 1, \"images\": 3, \"operating_points\": null}", "operating_points")]
    [InlineData("{\"temperature\": -1, \"images\": 3}", "the temperature is -1; it must be above 0")]
    public void An_error_names_the_key_and_no_type(string json, string expected)
    {
        var error = Assert.Throws<JsonException>(() => ModelCardJson.ReadCalibration(json)).Message;
        Assert.Contains(expected, error);
        Assert.DoesNotContain("CovidCxr", error);
        Assert.DoesNotContain("System.", error);
        Assert.DoesNotContain('\n', error);
    }
}
