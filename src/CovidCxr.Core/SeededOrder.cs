using System.Security.Cryptography;
using System.Text;

namespace CovidCxr.Core;

/// <summary>A random order of names, fixed by a seed: two names keep their order whatever other names there are.</summary>
public static class SeededOrder
{
    /// <summary>Orders names.</summary>
    /// <param name="names">The names, each once.</param>
    /// <param name="seed">The user's seed.</param>
    /// <param name="purpose">What the order is for: two purposes get unrelated orders from one seed.</param>
    public static string[] Of(IEnumerable<string> names, int seed, string purpose) =>
    [
        .. names.OrderBy(name => Key(name, seed, purpose), StringComparer.Ordinal).ThenBy(name => name, StringComparer.Ordinal),
    ];

    private static string Key(string name, int seed, string purpose)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\n{seed}\n{name}")));
}
