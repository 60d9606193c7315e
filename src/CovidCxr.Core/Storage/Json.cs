using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CovidCxr.Core.Storage;

/// <summary>The layout of the product's JSON files: indented, with line feeds; only characters that JSON demands are escaped.</summary>
public static class Json
{
    /// <summary>Keys in snake_case: model cards, runs, calibrations.</summary>
    public static JsonSerializerOptions SnakeCase { get; } = Options(JsonNamingPolicy.SnakeCaseLower);

    /// <summary>Keys in camelCase: <c>dataset.json</c>, which is older than the rule.</summary>
    public static JsonSerializerOptions CamelCase { get; } = Options(JsonNamingPolicy.CamelCase);

    /// <summary>The same layout for JSON that is written value by value.</summary>
    /// <param name="indented">Whether every value gets its own line.</param>
    public static JsonWriterOptions Writer(bool indented) => new()
    {
        Indented = indented,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Serializes a value to the text of a file, with a line feed at the end.</summary>
    public static string Write<T>(T value, JsonSerializerOptions options) => JsonSerializer.Serialize(value, options) + "\n";

    private static JsonSerializerOptions Options(JsonNamingPolicy naming) => new()
    {
        PropertyNamingPolicy = naming,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(naming) },
    };
}
