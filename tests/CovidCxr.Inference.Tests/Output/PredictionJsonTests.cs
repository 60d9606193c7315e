using System.Text;
using System.Text.Json;
using CovidCxr.Inference.Output;
using Xunit;

namespace CovidCxr.Inference.Tests.Output;

public sealed class PredictionJsonTests
{
    private const string Referred =
        """
        {"file":"ward 3/a, \"b\".png","class":"Pneumonia","probabilities":{"COVID-19":0.05,"Normal":0.25,"Pneumonia":0.7},
        "operating_points":[{"finding":"COVID-19","name":"sensitivity 0.95"},{"finding":"Pneumonia","name":"specificity 0.95"}],
        "refer":true,"reasons":["too-small","inverted"],"model":"tiny 1.0 0badcafe","warning":null}
        """;

    private const string Clear =
        """
        {"file":"Größe.png","class":"Normal","probabilities":{"COVID-19":0,"Normal":0.666667,"Pneumonia":0.333333},
        "operating_points":[],"refer":false,"reasons":[],"model":"tiny 1.0 0badcafe","warning":null}
        """;

    private const string Unread = """{"file":"empty.png","error":"empty.png is empty (0 bytes)"}""";

    [Fact]
    public void Every_prediction_is_an_object_on_its_line() => Assert.Equal(
        $"[\n  {OneLine(Referred)},\n  {OneLine(Clear)},\n  {Unread}\n]\n",
        Predictions.Text(text => new PredictionJson(text), Predictions.Referred, Predictions.Clear, Predictions.Unread));

    [Fact]
    public void Appended_objects_follow_a_comma() => Assert.Equal(
        $",\n  {OneLine(Clear)},\n  {Unread}\n]\n",
        Predictions.Text(text => new PredictionJson(text, append: true), Predictions.Clear, Predictions.Unread));

    [Fact]
    public void Without_predictions_the_array_is_empty() => Assert.Equal("[]\n", Predictions.Text(text => new PredictionJson(text)));

    [Fact]
    public void One_prediction_can_be_written_as_an_object()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            PredictionJson.WriteObject(json, Predictions.Unread);
        Assert.Equal(Unread, Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static string OneLine(string json) => json.ReplaceLineEndings("");
}
