using CovidCxr.Core;
using CovidCxr.Service.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CovidCxr.Service.Telemetry;

/// <summary>Where traces and metrics go (OTLP), and how log lines look.</summary>
internal static class Exporting
{
    /// <summary>Adds the exporters if an address is set; nothing leaves the computer otherwise.</summary>
    public static void Add(IServiceCollection services, ILoggingBuilder logging, TelemetryOptions options)
    {
        if (options.JsonLogs)
            logging.ClearProviders().AddJsonConsole(console => console.IncludeScopes = false);
        if (options.Otlp is not { } address)
            return;
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("covidcxr", serviceVersion: ProductVersion.Number))
            .WithTracing(traces => traces.AddSource(ServiceMetrics.Name).AddAspNetCoreInstrumentation()
                .AddOtlpExporter(otlp => otlp.Endpoint = new Uri(address)))
            .WithMetrics(metrics => metrics.AddMeter(ServiceMetrics.Name).AddAspNetCoreInstrumentation()
                .AddOtlpExporter(otlp => otlp.Endpoint = new Uri(address)));
    }
}
