using System.Text.Json;
using CovidCxr.Core;
using CovidCxr.Core.Metrics;
using CovidCxr.Service.Queueing;
using CovidCxr.Service.Store;

namespace CovidCxr.Service.Api;

/// <summary>
/// Results as JSON: the object that <c>predict --format json</c> writes, then <c>id</c>, <c>created_at</c> and more that only a service
/// has.
/// </summary>
/// <param name="model">Says the mix and the operating points.</param>
internal sealed class ResultJson(ServedModel model)
{
    /// <summary>Writes what is said of a file that cannot be read.</summary>
    public static void WriteUnread(Utf8JsonWriter json, string file, string error)
    {
        json.WriteStartObject();
        json.WriteString("file", file);
        json.WriteString("error", error);
        json.WriteEndObject();
    }

    /// <summary>Writes a result.</summary>
    /// <param name="json">Receives the object.</param>
    /// <param name="result">The result.</param>
    /// <param name="prevalence">The share of COVID-19 for which to add probabilities and predictive values; null for none.</param>
    public void Write(Utf8JsonWriter json, StoredResult result, double? prevalence)
    {
        json.WriteStartObject();
        using (var members = JsonDocument.Parse(result.Json))
            foreach (var member in members.RootElement.EnumerateObject())
                member.WriteTo(json);
        json.WriteString("id", result.Id);
        json.WriteString("created_at", result.CreatedAt);
        json.WriteString("media_type", result.MediaType);
        json.WriteString("sha256", result.PictureSha256);
        json.WriteString("batch", result.BatchId);
        json.WriteString("verdict", result.Verdict);
        json.WriteString("verdict_class", FindingKeys.NameOf(result.VerdictClass));
        if (prevalence is { } share && result.Probabilities.Length > 0)
            WriteAt(json, result.Probabilities, share);
        json.WriteEndObject();
    }

    /// <summary>Writes a list.</summary>
    public void Write(Utf8JsonWriter json, IEnumerable<StoredResult> results, double? prevalence)
    {
        json.WriteStartArray();
        foreach (var result in results)
            Write(json, result, prevalence);
        json.WriteEndArray();
    }

    // Beside the calibrated probabilities, not in their place: refer and its reasons stay those of the model as it was measured.
    private void WriteAt(Utf8JsonWriter json, double[] probabilities, double prevalence)
    {
        json.WriteStartObject("at_prevalence");
        json.WriteNumber("prevalence", prevalence);
        if (model.Mix is { } mix)
        {
            var shifted = LabelShift.Apply(probabilities, mix, LabelShift.MixWith(mix, Finding.Covid19, prevalence));
            json.WriteString("class", Findings.MostLikely(shifted).Name());
            json.WriteStartObject("probabilities");
            foreach (var finding in Findings.All)
                json.WriteNumber(finding.Name(), Math.Round(shifted[(int)finding], 6));
            json.WriteEndObject();
        }
        json.WriteStartArray("predictive_values");
        foreach (var point in model.Classifier.OperatingPoints.Where(point => point.Finding == Finding.Covid19))
        {
            var values = PredictiveValues.At(point.Sensitivity, point.Specificity, prevalence);
            json.WriteStartObject();
            json.WriteString("finding", point.Finding.Name());
            json.WriteString("name", point.Name);
            json.WriteBoolean("reached", probabilities[(int)point.Finding] >= point.Threshold);
            json.WriteNumber("sensitivity", Math.Round(point.Sensitivity, 6));
            json.WriteNumber("specificity", Math.Round(point.Specificity, 6));
            Write("ppv", values.Positive);
            Write("npv", values.Negative);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();

        void Write(string name, double? value)
        {
            if (value is { } number)
                json.WriteNumber(name, Math.Round(number, 6));
            else
                json.WriteNull(name);
        }
    }
}

/// <summary>The findings as the API takes and writes them.</summary>
internal static class FindingKeys
{
    /// <summary>Reads a class by its key (<c>covid19</c>) or name (<c>COVID-19</c>).</summary>
    /// <exception cref="ProblemException">It is none of the three.</exception>
    public static Finding Read(string parameter, string text)
    {
        foreach (var finding in Findings.All)
            if (text.Equals(finding.Key(), StringComparison.OrdinalIgnoreCase)
                || text.Equals(finding.Name(), StringComparison.OrdinalIgnoreCase))
                return finding;
        throw ProblemException.Parameter(parameter, text, $"give {string.Join(", ", Findings.All.Select(finding => finding.Key()))}");
    }

    /// <summary>The name of a key; null for null.</summary>
    public static string? NameOf(string? key) => Findings.All.Where(finding => finding.Key() == key).Select(finding => finding.Name())
        .FirstOrDefault();
}
