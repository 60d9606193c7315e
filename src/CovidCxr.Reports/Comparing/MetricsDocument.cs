using System.Text.Json;
using CovidCxr.Core;

namespace CovidCxr.Reports.Comparing;

/// <summary>A report's <c>metrics.json</c>, read by the places of its values: keys with dots between them.</summary>
internal sealed class MetricsDocument : IDisposable
{
    private readonly JsonDocument document;

    private MetricsDocument(JsonDocument document) => this.document = document;

    /// <summary>Opens a report's figures.</summary>
    /// <param name="report">The report's folder.</param>
    /// <exception cref="InputException">The folder is no report.</exception>
    public static MetricsDocument Open(string report)
    {
        try
        {
            return new(JsonDocument.Parse(File.ReadAllText(Path.Combine(report, ReportFiles.Metrics))));
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new InputException($"{report}: no report ({ReportFiles.Metrics} is missing or damaged); give the folder of 'covidcxr evaluate --out'", e);
        }
    }

    /// <summary>The value at a place as text; empty where there is none.</summary>
    public string Text(string place) => At(place).ToString();

    /// <summary>The number at a place; null where there is none.</summary>
    public double? Number(string place) => At(place) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <inheritdoc/>
    public void Dispose() => document.Dispose();

    private JsonElement At(string place)
    {
        var element = document.RootElement;
        foreach (var key in place.Split('.'))
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element))
                return default;
        return element;
    }
}
