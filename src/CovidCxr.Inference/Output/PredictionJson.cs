using System.Text;
using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Inference.Output;

/// <summary>
/// Writes a JSON array of objects, one on each line, with <c>file</c>, <c>class</c>, <c>probabilities</c> by class name,
/// <c>operating_points</c>, <c>refer</c>, <c>reasons</c>, <c>model</c>, <c>warning</c> (null for none) and <c>image</c> (how the file was
/// read); for a file that could not be read, with <c>file</c> and <c>error</c>.
/// </summary>
public sealed class PredictionJson : IPredictionWriter
{
    private readonly TextWriter text;
    private bool isEmpty;

    /// <param name="text">Receives the array; stays open.</param>
    /// <param name="append">
    /// Whether <paramref name="text"/> already has the beginning of the array, up to the end of an object.
    /// </param>
    public PredictionJson(TextWriter text, bool append = false)
    {
        this.text = text;
        isEmpty = !append;
        if (isEmpty)
            text.Write('[');
    }

    /// <summary>Writes the object of one prediction.</summary>
    /// <param name="json">Receives the object.</param>
    /// <param name="prediction">The prediction.</param>
    public static void WriteObject(Utf8JsonWriter json, Prediction prediction)
    {
        json.WriteStartObject();
        json.WriteString("file", PathBytes.Show(prediction.File));
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
        json.WriteString("warning", prediction.Warning);
        if (prediction is { Size: { } size, Reading: { } reading })
            WriteImage(json, size, reading);
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, ImageSize size, ImageReading reading)
    {
        json.WriteStartObject("image");
        json.WriteNumber("width", size.Width);
        json.WriteNumber("height", size.Height);
        json.WriteNumber("bits", reading.Bits);
        json.WriteStartArray("range");
        json.WriteNumberValue(reading.Low);
        json.WriteNumberValue(reading.High);
        json.WriteEndArray();
        json.WriteString("range_rule", reading.Rule);
        json.WriteStartArray("notes");
        foreach (var note in reading.Notes)
            json.WriteStringValue(note.Text);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public void Write(Prediction prediction)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Json.Writer(indented: false)))
            WriteObject(json, prediction);
        // In one call, so that a killed process rarely leaves half a line.
        text.Write((isEmpty ? "\n  " : ",\n  ") + Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        isEmpty = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        text.Write(isEmpty ? "]\n" : "\n]\n");
        text.Flush();
    }
}
