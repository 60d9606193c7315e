using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Output;

/// <summary>
/// A JSON array of objects, one a line, with <c>file</c>, <c>class</c>, <c>probabilities</c> by class name, <c>operating_points</c>, <c>refer</c>,
/// <c>reasons</c> and <c>model</c>; for a file that could not be read, <c>file</c> and <c>error</c>.
/// </summary>
public sealed class PredictionJson : IPredictionWriter
{
    private readonly TextWriter text;
    private bool first;

    /// <param name="text">Where to; stays open.</param>
    /// <param name="goesOn">Whether there are objects already, the last of them without what follows it.</param>
    public PredictionJson(TextWriter text, bool goesOn = false)
    {
        this.text = text;
        first = !goesOn;
        if (first)
            text.Write('[');
    }

    /// <inheritdoc/>
    public void Write(Prediction prediction)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Writer(indented: false)))
            WriteObject(json, prediction);
        // In one piece, so that a killed run rarely leaves half a line.
        text.Write((first ? "\n  " : ",\n  ") + Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
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
        json.WriteStartArray("operating_points");
        foreach (var point in prediction.OperatingPoints)
        {
            json.WriteStartObject();
            json.WriteString("finding", point.Finding.Name());
            json.WriteString("name", point.Name);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("refer", prediction.Refer);
        json.WriteStartArray("reasons");
        foreach (var reason in prediction.Reasons)
            json.WriteStringValue(reason);
        json.WriteEndArray();
        json.WriteString("model", prediction.Model);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        text.Write(first ? "]\n" : "\n]\n");
        text.Flush();
    }
}
