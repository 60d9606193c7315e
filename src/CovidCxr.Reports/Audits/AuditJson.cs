using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using CovidCxr.Core.Audits;
using CovidCxr.Core.Metrics;
using CovidCxr.Core.Storage;
using CovidCxr.Reports.Tables;

namespace CovidCxr.Reports.Audits;

/// <summary>Writes <c>audit.json</c>: everything but the pictures, keys in snake_case, numbers rounded to six digits.</summary>
internal static class AuditJson
{
    private static readonly JsonSerializerOptions Layout = new(Json.SnakeCase) { Converters = { new RoundedNumber(), new IntervalPair() } };

    public static byte[] Write(AuditResult audit) => Encoding.UTF8.GetBytes(Json.Write(audit, Layout));

    private sealed class RoundedNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(Rounding.Six(value));
            else
                writer.WriteNullValue();
        }
    }

    private sealed class IntervalPair : JsonConverter<Interval>
    {
        public override Interval Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException("audits are read value by value");

        public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options) =>
            writer.WriteRawValue(FormattableString.Invariant($"[{Rounding.Six(value.Low)}, {Rounding.Six(value.High)}]"));
    }
}
