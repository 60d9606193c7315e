using System.Globalization;
using System.Threading.RateLimiting;
using CovidCxr.Service.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace CovidCxr.Service.Security;

/// <summary>What every request passes before it reaches an endpoint: headers, origin, sign-in, rate, audit.</summary>
internal static class RequestGuard
{
    /// <summary>What stands in the items of a request that was refused for its origin.</summary>
    public const string CrossOrigin = "cross-origin";

    private static readonly PathString[] Audited = ["/api", "/signin", "/signout"];

    /// <summary>Adds the parts.</summary>
    public static void Add(IServiceCollection services, ServiceOptions options)
    {
        SignIn.Add(services, options);
        services.AddSingleton<OriginCheck>();
        services.AddRateLimiter(limiter => SetUp(limiter, options.Limits));
        if (options.Tls.BehindProxy)
            services.Configure<ForwardedHeadersOptions>(forwarded => SetUp(forwarded, options.Tls));
    }

    /// <summary>Puts them in front of the endpoints.</summary>
    public static void Use(WebApplication app)
    {
        var (options, origins, audit) = (Part<ServiceOptions>(app), Part<OriginCheck>(app), Part<AuditLog>(app));
        if (options.Tls.BehindProxy)
            app.UseForwardedHeaders();
        app.Use(async (http, next) =>
        {
            if (origins.IsAllowed(http.Request))
            {
                await next(http);
                return;
            }
            http.Items[CrossOrigin] = true;
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        });
        app.Use(async (http, next) =>
        {
            await next(http);
            if (Audited.Any(prefix => http.Request.Path.StartsWithSegments(prefix)))
                audit.Write(http);
        });
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }

    private static void SetUp(RateLimiterOptions limiter, LimitOptions limits)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => http.Request.Path.StartsWithSegments("/health")
            ? RateLimitPartition.GetNoLimiter("health")
            : RateLimitPartition.GetFixedWindowLimiter(
                http.User.Identity?.Name ?? http.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = limits.RequestsPerMinute, Window = TimeSpan.FromMinutes(1) }));
    }

    private static void SetUp(ForwardedHeadersOptions forwarded, TlsOptions tls)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        foreach (var network in tls.Proxies.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
    }

    private static T Part<T>(WebApplication app)
        where T : notnull => app.Services.GetRequiredService<T>();
}
