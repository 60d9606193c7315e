using CovidCxr.Core;
using CovidCxr.Service.Configuration;
using CovidCxr.Service.Security;
using CovidCxr.Service.Store;
using Microsoft.Extensions.Configuration;

namespace CovidCxr.Service;

/// <summary>Makes, lists and revokes API keys at the console, in the database that the service uses.</summary>
public static class KeyProgram
{
    /// <summary>Opens the keys of a service.</summary>
    /// <param name="args">The service's command line, which names its database.</param>
    /// <exception cref="InputException">The database cannot be opened.</exception>
    public static ApiKeys Open(string[] args)
    {
        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true);
        ServiceConfiguration.Add(configuration, args);
        var options = ServiceConfiguration.Read(configuration);
        ServiceHost.CreateData(options.Data);
        var database = new Database(options);
        database.Migrate();
        return new ApiKeys(database.Open, TimeProvider.System);
    }

    /// <summary>Makes a key and prints it, the only time that it can be seen.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="name">Whose key it is.</param>
    /// <param name="scopes">What it may do, separated by blanks or commas.</param>
    /// <param name="days">Days until it ends; null for never.</param>
    /// <param name="output">Receives the text.</param>
    /// <exception cref="InputException">A value cannot be used.</exception>
    public static async Task CreateAsync(ApiKeys keys, string name, string scopes, int? days, TextWriter output)
    {
        if (days is < 1 or > 3650)
            throw new InputException($"--days {days}: give 1 to 3650");
        var lifetime = days is { } number ? TimeSpan.FromDays(number) : (TimeSpan?)null;
        var (key, token) = await keys.CreateAsync(name, Scopes.Parse("--scopes", scopes), lifetime);
        await output.WriteLineAsync(token);
        await output.WriteLineAsync($"{key.Name}: {key.Scopes}; {End(key)}. It is not shown again; revoke it with "
            + $"'covidcxr serve key revoke {key.Id}'.");
    }

    /// <summary>Prints all keys without their secrets.</summary>
    public static async Task ListAsync(ApiKeys keys, TextWriter output)
    {
        foreach (var key in await keys.ListAsync())
        {
            var state = key.RevokedAt is { } revoked ? $"revoked {revoked:yyyy-MM-dd}" : keys.IsValid(key) ? End(key) : "ended";
            await output.WriteLineAsync($"{key.Id}  {key.CreatedAt:yyyy-MM-dd}  {key.Scopes}  {state}  {key.Name}");
        }
    }

    /// <summary>Ends a key.</summary>
    /// <exception cref="InputException">There is no such key.</exception>
    public static async Task RevokeAsync(ApiKeys keys, string id, TextWriter output)
    {
        if (!await keys.RevokeAsync(id))
            throw new InputException($"key revoke {id}: there is no such key, or it was revoked; 'covidcxr serve key list' shows all");
        await output.WriteLineAsync($"{id}: revoked; a running service refuses it within 15 seconds");
    }

    private static string End(ApiKey key) => key.ExpiresAt is { } end ? $"until {end:yyyy-MM-dd}" : "without end";
}
