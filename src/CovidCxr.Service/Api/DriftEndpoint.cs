using CovidCxr.Service.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CovidCxr.Service.Api;

/// <summary><c>/api/v1/drift</c>: how far the last images are from those that the model knows.</summary>
internal static class DriftEndpoint
{
    /// <summary>Adds the endpoint.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/drift", Answer).WithName("GetDrift");

    private static IResult Answer(DriftMonitor drift)
    {
        var indices = drift.Current();
        return Answers.Of(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("watches", drift.Reference is not null);
            json.WriteNumber("images", drift.Images);
            json.WriteNumber("fewest", DriftMonitor.Fewest);
            json.WriteNumber("limit", DriftMonitor.Limit);
            json.WriteBoolean("alarm", indices.Any(index => index.IsAlarm));
            json.WriteStartArray("values");
            foreach (var index in indices)
            {
                json.WriteStartObject();
                json.WriteString("name", index.Name);
                json.WriteNumber("index", Math.Round(index.Index, 6));
                json.WriteBoolean("alarm", index.IsAlarm);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
