using System.Text.Json;
using System.Text.Json.Serialization;

namespace CovidCxr.Core.ModelCards;

/// <summary>A finding in JSON: by the name it has in tables (<c>COVID-19</c>), which outlives any numbering.</summary>
internal sealed class FindingJson : JsonConverter<Finding>
{
    /// <inheritdoc/>
    public override Finding Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Findings.FromName(reader.GetString()!) is { } finding
            ? finding
            : throw new JsonException($"a finding must be one of {string.Join(", ", Findings.All.Select(known => $"\"{known.Name()}\""))}");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Finding value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name());
}
