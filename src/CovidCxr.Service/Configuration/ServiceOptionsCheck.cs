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
        foreach (var address in options.Addresses)
            CheckAddress(address);
        Within("Queue:Workers", options.Queue.Workers, 1, 256);
        Within("Queue:LargestBatch", options.Queue.LargestBatch, 1, 64);
        Within("Queue:Capacity", options.Queue.Capacity, 1, 100_000);
        Within("Limits:RequestBytes", options.Limits.RequestBytes, 1, 4L << 30);
        Within("Limits:FileBytes", options.Limits.FileBytes, 1, ImageLimits.LargestFileBytes);
        Within("Limits:BytesInFlight", options.Limits.BytesInFlight, options.Limits.FileBytes, long.MaxValue);
        Within("Limits:Files", options.Limits.Files, 1, 10_000);
        Within("Limits:BatchFiles", options.Limits.BatchFiles, 1, 100_000);
        Within("Limits:Pixels", options.Limits.Pixels, ImageLimits.SmallestSide * ImageLimits.SmallestSide, ImageLimits.LargestPixelCount);
        Within("Limits:RequestTime (seconds)", (long)options.Limits.RequestTime.TotalSeconds, 1, 3600);
        Within("Retention:Pictures (seconds)", (long)options.Retention.Pictures.TotalSeconds, 0, long.MaxValue);
        Within("Retention:LabeledPictures (seconds)", (long)options.Retention.LabeledPictures.TotalSeconds, 0, long.MaxValue);
        if (options.Database.Provider is not ("sqlite" or "postgresql"))
            throw new InputException($"Service:Database:Provider {options.Database.Provider}: give sqlite or postgresql");
        if (options.Database is { Provider: "postgresql", Connection: null })
            throw new InputException("Service:Database:Connection is missing; PostgreSQL needs one, for example "
                + "'Host=127.0.0.1;Database=covidcxr;Username=covidcxr'");
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

    private static void CheckAddress(string address)
    {
        if (!Uri.TryCreate(address.Replace("//*", "//[::]").Replace("//+", "//[::]"), UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/")
            throw new InputException($"Service:Listen {address}: is no address; give one such as http://127.0.0.1:8080");
        if (!ServiceConfiguration.IsLoopback(uri))
            throw new InputException($"Service:Listen {address}: can be reached from other computers, and nobody has to sign in; "
                + "listen on 127.0.0.1");
    }

    private static void Within(string name, long value, long least, long most)
    {
        if (value < least || value > most)
            throw new InputException($"Service:{name} {value}: give {least} to {most}");
    }
}
