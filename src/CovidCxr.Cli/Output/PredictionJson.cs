using System.Text.Encodings.Web;
using System.Text.Json;
using CovidCxr.Core;

namespace CovidCxr.Cli.Output;

/// <summary>
/// A JSON array of objects with <c>file</c>, <c>class</c>, <c>probabilities</c> by class name, <c>refer</c>, <c>reasons</c> and
/// <c>model</c>; for a file that could not be read, <c>file</c> and <c>error</c>.
/// </summary>
internal sealed class PredictionJson : IPredictionWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly TextWriter text;
    private bool first = true;

    public PredictionJson(TextWriter text)
    {
        this.text = text;
        text.Write('[');
    }

    /// <inheritdoc/>
    public void Write(Prediction prediction)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
            WriteObject(json, prediction);
        text.Write(first ? "\n  " : ",\n  ");
        text.Write(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
        first = false;
    }

    private static void WriteObject(Utf8JsonWriter json, Prediction prediction)
    {
        json.WriteStartObject();
        json.WriteString("file", prediction.File);
        if (prediction.Probabilities is not { } probabilities)
        {
            json.WriteString("error", prediction.Error);
            json.WriteEndObject();
            return;
        }
        json.WriteString("class", prediction.Class!.Value.Name());
        json.WriteStartObject("probabilities");
        foreach (var finding in Findings.All)
            json.WriteNumber(finding.Name(), Math.Round(probabilities[(int)finding], 6));
        json.WriteEndObject();
        json.WriteBoolean("refer", prediction.Refer);
        json.WriteStartArray("reasons");
        foreach (var reason in prediction.Reasons)
            json.WriteStringValue(reason);
        json.WriteEndArray();
        json.WriteString("model", prediction.Model);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public void Dispose() => text.WriteLine(first ? "]" : "\n]");
}
