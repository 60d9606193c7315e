using CovidCxr.Core;
using Microsoft.Extensions.Hosting;

namespace CovidCxr.Service;

/// <summary>Runs the service until it is stopped; both hosts, the service's own and the full program, call it.</summary>
public static class ServiceProgram
{
    private const int Failed = 1;

    /// <summary>Runs the service.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="cancel">Stops it, beside Ctrl-C and SIGTERM.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancel = default)
    {
        try
        {
            await RunOrThrowAsync(args, cancel);
            return 0;
        }
        catch (Exception e) when (e is InputException or IOException)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message.ReplaceLineEndings(" ")}");
            return Failed;
        }
    }

    /// <summary>Runs the service; errors are for the caller to print.</summary>
    /// <inheritdoc cref="RunAsync" path="/param"/>
    /// <exception cref="InputException">The service cannot start.</exception>
    public static async Task RunOrThrowAsync(string[] args, CancellationToken cancel)
    {
        await using var app = ServiceHost.Build(args);
        await app.StartAsync(cancel);
        foreach (var address in app.Urls)
            Console.WriteLine($"listening on {address}");
        await app.WaitForShutdownAsync(cancel);
    }
}
