using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Storage;

namespace CovidCxr.Reports.Comparing;

/// <summary>
/// Reads a report's <c>metrics.json</c> by path: keys and array indices joined by dots, for example <c>test.accuracy_interval.0</c>.
/// </summary>
internal sealed class MetricsDocument : IDisposable
{
    private readonly JsonDocument document;

    private MetricsDocument(JsonDocument document) => this.document = document;

    /// <summary>Opens the metrics of a report.</summary>
    /// <param name="report">The report's folder.</param>
    /// <exception cref="InputException">The folder is not a report.</exception>
    public static MetricsDocument Open(string report)
    {
        try
        {
            return new(JsonDocument.Parse(RegularFile.ReadText(Path.Combine(report, ReportFiles.Metrics))));
        }
        catch (Exception e) when (e is JsonException || FileError.IsFileError(e))
        {
            throw new InputException(
                $"{report}: not a report ({ReportFiles.Metrics} is missing or damaged); name a folder of 'covidcxr evaluate --out'", e);
        }
    }

    /// <summary>The value at a path as text; empty if there is none.</summary>
    public string Text(string path) => At(path).ToString();

    /// <summary>The number at a path; null if there is none.</summary>
    public double? Number(string path) => At(path) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    /// <summary>Whether there is a value at a path; null in the file is one too: a metric that is not defined.</summary>
    public bool Has(string path) => At(path).ValueKind != JsonValueKind.Undefined;

    /// <inheritdoc/>
    public void Dispose() => document.Dispose();

    private JsonElement At(string path)
    {
        var element = document.RootElement;
        foreach (var key in path.Split('.'))
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var member))
                element = member;
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(key, out var index) && index < element.GetArrayLength())
                element = element[index];
            else
                return default;
        }
        return element;
    }
}
