using System.Globalization;
using CovidCxr.Core;
using CovidCxr.Imaging;

namespace CovidCxr.Service.Configuration;

/// <summary>Refuses options that cannot be meant, each with its name, its value and its range.</summary>
internal static class ServiceOptionsCheck
{
    /// <summary>Checks all options.</summary>
    /// <exception cref="InputException">One is out of its range.</exception>
    public static void Check(ServiceOptions options)
    {
        if (options.Addresses.Count == 0)
            throw new InputException("Service:Listen is empty; give an address such as http://127.0.0.1:8080");
        CheckAuthentication(options.Authentication);
        foreach (var address in options.Addresses)
            CheckAddress(address, options);
        Within("Queue:Workers", options.Queue.Workers, 1, 256);
        Within("Queue:LargestBatch", options.Queue.LargestBatch, 1, 64);
        Within("Queue:Capacity", options.Queue.Capacity, 1, 100_000);
        Within("Limits:RequestBytes", options.Limits.RequestBytes, 1, 4L << 30);
        Within("Limits:FileBytes", options.Limits.FileBytes, 1, ImageLimits.LargestFileBytes);
        Within("Limits:BytesInFlight", options.Limits.BytesInFlight, options.Limits.FileBytes, long.MaxValue);
        Within("Limits:Files", options.Limits.Files, 1, 10_000);
        Within("Limits:BatchFiles", options.Limits.BatchFiles, 1, 100_000);
        Within("Limits:Pixels", options.Limits.Pixels, ImageLimits.SmallestSide * ImageLimits.SmallestSide, ImageLimits.LargestPixelCount);
        Within("Limits:RequestsPerMinute", options.Limits.RequestsPerMinute, 1, 100_000_000);
        Within("Limits:Connections", options.Limits.Connections, 1, 100_000);
        Within("Limits:RequestTime (seconds)", (long)options.Limits.RequestTime.TotalSeconds, 1, 3600);
        Within("Retention:Pictures (seconds)", (long)options.Retention.Pictures.TotalSeconds, 0, long.MaxValue);
        Within("Retention:LabeledPictures (seconds)", (long)options.Retention.LabeledPictures.TotalSeconds, 0, long.MaxValue);
        if (options.Database.Provider is not ("sqlite" or "postgresql"))
            throw new InputException($"Service:Database:Provider {options.Database.Provider}: give sqlite or postgresql");
        if (options.Database is { Provider: "postgresql", Connection: null })
            throw new InputException("Service:Database:Connection is missing; PostgreSQL needs one, for example "
                + "'Host=127.0.0.1;Database=covidcxr;Username=covidcxr'");
        if (options.Telemetry.Otlp is { } otlp && !Uri.TryCreate(otlp, UriKind.Absolute, out _))
            throw new InputException($"Service:Telemetry:Otlp {otlp}: give an address such as http://127.0.0.1:4317");
        _ = Mix(options);
    }

    /// <summary>The mix of classes as numbers; null if none is set.</summary>
    /// <exception cref="InputException">It is not three numbers above 0.</exception>
    public static double[]? Mix(ServiceOptions options)
    {
        if (options.Mix is not { Length: > 0 } text)
            return null;
        var shares = text.Split(',', StringSplitOptions.TrimEntries)
            .Select(part => double.TryParse(part, CultureInfo.InvariantCulture, out var share) && double.IsFinite(share) ? share : 0)
            .ToArray();
        return shares.Length == Findings.Count && shares.All(share => share > 0) ? shares : throw new InputException(
            $"Service:Mix {text}: give three numbers above 0, of COVID-19, Normal and Pneumonia, for example 89,498,419");
    }

    private static void CheckAddress(string address, ServiceOptions options)
    {
        var uri = ServiceConfiguration.ToUri(address);
        if (uri.Scheme == "https" && options.Tls.Certificate is null)
            throw new InputException($"Service:Listen {address}: https needs a certificate; give Service:Tls:Certificate (PEM)");
        if (ServiceConfiguration.IsLoopback(uri.Host))
            return;
        if (!options.RequiresSignIn)
            throw new InputException($"Service:Listen {address}: can be reached from other computers, and nobody has to sign in; leave "
                + "Service:Authentication:Mode at auto, or listen on 127.0.0.1");
        if (uri.Scheme == "http" && !options.Tls.BehindProxy)
            throw new InputException($"Service:Listen {address}: keys and pictures would cross the network in clear; listen on https with "
                + "Service:Tls:Certificate, or set Service:Tls:BehindProxy true if a proxy in front does that");
    }

    private static void CheckAuthentication(AuthenticationOptions authentication)
    {
        if (authentication.Mode is not ("auto" or "required" or "none"))
            throw new InputException($"Service:Authentication:Mode {authentication.Mode}: give auto, required or none");
        if (authentication.Oidc is { Authority: null, Audience: not null } or { Authority: null, ClientId: not null })
            throw new InputException("Service:Authentication:Oidc:Authority is missing; give the address of the provider");
        if (authentication.Oidc is { Authority: not null, Audience: null, ClientId: null })
            throw new InputException("Service:Authentication:Oidc: give Audience for programs, ClientId for the page, or both");
    }

    private static void Within(string name, long value, long least, long most)
    {
        if (value < least || value > most)
            throw new InputException($"Service:{name} {value}: give {least} to {most}");
    }
}
