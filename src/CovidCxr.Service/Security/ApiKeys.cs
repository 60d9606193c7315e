using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CovidCxr.Core;
using CovidCxr.Service.Store;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace CovidCxr.Service.Security;

/// <summary>Makes, lists, revokes and checks API keys. The secret is shown once; the database has its hash.</summary>
/// <param name="open">Opens a connection.</param>
/// <param name="time">Tells the time.</param>
public sealed class ApiKeys(Func<ResultsContext> open, TimeProvider time)
{
    /// <summary>The beginning of a key, by which secret scanners find one that was committed.</summary>
    public const string Prefix = "cxr_";

    private const int SecretBytes = 32, IdDigits = 12, LongestName = 100;

    // So long does a revoked key go on at most.
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, (ApiKey? Key, DateTimeOffset Until)> known = new();

    /// <summary>Makes a key.</summary>
    /// <param name="name">Whose key it is.</param>
    /// <param name="scopes">What it may do.</param>
    /// <param name="lifetime">When it ends; null for never.</param>
    /// <returns>The key as it is kept, and as its owner uses it.</returns>
    /// <exception cref="InputException">The name is empty or too long.</exception>
    public async Task<(ApiKey Key, string Token)> CreateAsync(string name, IReadOnlyList<string> scopes, TimeSpan? lifetime)
    {
        if (name.Trim() is not { Length: > 0 and <= LongestName } || name.Any(char.IsControl))
            throw new InputException($"--name '{name}': say whose key it is, in at most {LongestName} characters");
        var secret = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = time.GetUtcNow().UtcDateTime;
        var key = new ApiKey
        {
            Id = RandomNumberGenerator.GetHexString(IdDigits, lowercase: true),
            Name = name.Trim(),
            Hash = HashOf(secret),
            Scopes = string.Join(' ', scopes),
            CreatedAt = now,
            ExpiresAt = now + lifetime,
        };
        await DatabaseErrors.GuardAsync(async () =>
        {
            await using var context = open();
            context.Add(key);
            return await context.SaveChangesAsync();
        });
        return (key, $"{Prefix}{key.Id}_{secret}");
    }

    /// <summary>All keys, revoked and ended ones too, in the order in which they were made.</summary>
    public Task<List<ApiKey>> ListAsync() => DatabaseErrors.GuardAsync(async () =>
    {
        await using var context = open();
        return await context.ApiKeys.AsNoTracking().OrderBy(key => key.CreatedAt).ToListAsync();
    });

    /// <summary>Ends a key.</summary>
    /// <returns>Whether there is such a key that was not revoked.</returns>
    public Task<bool> RevokeAsync(string id) => DatabaseErrors.GuardAsync(async () =>
    {
        await using var context = open();
        if (await context.ApiKeys.FirstOrDefaultAsync(key => key.Id == id && key.RevokedAt == null) is not { } key)
            return false;
        key.RevokedAt = time.GetUtcNow().UtcDateTime;
        await context.SaveChangesAsync();
        known.TryRemove(id, out _);
        return true;
    });

    /// <summary>Whether a key can be used now.</summary>
    public bool IsValid(ApiKey key) => key.RevokedAt is null && (key.ExpiresAt is null || key.ExpiresAt > time.GetUtcNow().UtcDateTime);

    /// <summary>The key of a token; null if there is none, it has ended or was revoked, or the secret is wrong.</summary>
    /// <exception cref="StoreException">The database does not answer.</exception>
    public async Task<ApiKey?> FindAsync(string token)
    {
        if (token.Split('_', 3) is not [_, { Length: IdDigits } id, { Length: > 0 } secret]
            || !token.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        if (!known.TryGetValue(id, out var entry) || entry.Until < time.GetUtcNow())
        {
            entry = (await ReadAsync(id), time.GetUtcNow() + Remembered);
            if (entry.Key is not null) // unknown ids are not remembered: there is no end of them
                known[id] = entry;
        }
        return entry.Key is { } key && IsValid(key)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(key.Hash), Encoding.ASCII.GetBytes(HashOf(secret))) ? key
                : null;
    }

    private Task<ApiKey?> ReadAsync(string id) => DatabaseErrors.GuardAsync(async () =>
    {
        await using var context = open();
        return await context.ApiKeys.AsNoTracking().FirstOrDefaultAsync(key => key.Id == id);
    });

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
