using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using CovidCxr.Core.Storage;

namespace CovidCxr.Core.ModelCards;

/// <summary>Writes and reads model cards and calibrations as JSON, keys in snake_case. The same content gives the same text.</summary>
public static partial class ModelCardJson
{
    private static readonly JsonSerializerOptions Layout = CardLayout();

    /// <summary>Writes a card.</summary>
    public static string Write(ModelCard card) => Json.Write(card, Layout);

    /// <summary>Writes a calibration, a run's <c>calibration.json</c>.</summary>
    public static string Write(Calibration calibration) => Json.Write(calibration, Layout);

    /// <summary>Reads a card.</summary>
    /// <exception cref="JsonException">Not a card, a key is missing, or the calibration is impossible; the message is one line.</exception>
    public static ModelCard ReadCard(string json)
    {
        var card = Read<ModelCard>(json);
        Check(card.Calibration);
        return card;
    }

    /// <summary>Reads a calibration.</summary>
    /// <exception cref="JsonException">Not a calibration, a key is missing, or a value is impossible; the message is one line.</exception>
    public static Calibration ReadCalibration(string json)
    {
        var calibration = Read<Calibration>(json);
        Check(calibration);
        return calibration;
    }

    private static JsonSerializerOptions CardLayout()
    {
        var layout = new JsonSerializerOptions(Json.SnakeCase)
        {
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        layout.Converters.Insert(0, new FindingJson());
        return layout;
    }

    private static T Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Layout) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new JsonException(Plain(e), e);
        }
    }

    // The library's messages name types of .NET.
    private static string Plain(JsonException error)
    {
        if (MissingKeys().Match(error.Message) is { Success: true } missing)
            return $"it lacks {missing.Groups[1].Value}";
        if (error.InnerException is JsonException)
            return $"it is not JSON from line {error.LineNumber + 1} on";
        // The converters of this file speak plainly; the library quotes its types.
        var quotesType = error.Message.Contains(" type ", StringComparison.Ordinal)
            || error.Message.Contains("could not be converted", StringComparison.Ordinal);
        var key = error.Path?.TrimStart('$', '.');
        return !quotesType ? error.Message.Split(" Path: ")[0].ReplaceLineEndings(" ")
            : string.IsNullOrEmpty(key) ? "it is another kind of JSON"
            : $"the value of '{key}' is of another kind than it should be";
    }

    [GeneratedRegex("missing required properties including: (.*?)[.;]? *$")]
    private static partial Regex MissingKeys();

    private static void Check(Calibration calibration)
    {
        if (!(calibration.Temperature > 0 && double.IsFinite(calibration.Temperature)))
            throw new JsonException($"the temperature is {calibration.Temperature}; it must be above 0");
        if (calibration.Offsets is { } offsets && (offsets.Count != Findings.Count || !offsets.All(double.IsFinite)))
            throw new JsonException($"the offsets are {string.Join(", ", offsets)}; they must be {Findings.Count} numbers");
        if (calibration.OperatingPoints.FirstOrDefault(point => !(point.Threshold is >= 0 and <= 1)) is { } wrong)
            throw new JsonException($"the threshold of '{wrong.Name}' is {wrong.Threshold}; it must be 0 to 1");
    }
}

/// <summary>Writes a finding by its name in tables (<c>COVID-19</c>), which outlives any numbering.</summary>
internal sealed class FindingJson : JsonConverter<Finding>
{
    /// <inheritdoc/>
    public override Finding Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Findings.FromName(reader.GetString()!) is { } finding
            ? finding
            : throw new JsonException($"a finding must be one of {string.Join(", ", Findings.All.Select(known => $"\"{known.Name()}\""))}");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Finding value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Name());
}
